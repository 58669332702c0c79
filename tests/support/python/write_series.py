"""Writes image series with pydicom from CT slices: python3 write_series.py OUT_DIR SLICE..."""
import copy
import os
import sys

import numpy
import pydicom
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

out, paths = sys.argv[1], sys.argv[2:]
slices = [pydicom.dcmread(p) for p in paths]

ENHANCED_CT = "1.2.840.10008.5.1.4.1.1.2.1"
MOVED = (
    "ImagePositionPatient ImageOrientationPatient PixelSpacing SliceThickness RescaleSlope RescaleIntercept "
    "RescaleType WindowWidth WindowCenter InstanceNumber SliceLocation"
).split()


def save(name, file, ds):
    os.makedirs(os.path.join(out, name), exist_ok=True)
    ds.save_as(os.path.join(out, name, file))


def item(**values):
    ds = Dataset()
    for keyword, value in values.items():
        setattr(ds, keyword, value)
    return ds


def group(**values):
    return Sequence([item(**values)])


def enhanced(frames, uid):
    """An Enhanced CT image of frames: (slice, stack, acquisition, slope), position and rescale a frame, the rest shared."""
    first = frames[0][0]
    ds = copy.deepcopy(first)
    for keyword in MOVED:
        if keyword in ds:
            delattr(ds, keyword)
    ds.SOPClassUID, ds.SOPInstanceUID = ENHANCED_CT, uid
    ds.file_meta.MediaStorageSOPClassUID, ds.file_meta.MediaStorageSOPInstanceUID = ENHANCED_CT, uid
    ds.SeriesInstanceUID = first.SeriesInstanceUID + ".9"
    ds.InstanceNumber = 1
    ds.NumberOfFrames = len(frames)
    ds.PixelData = b"".join(
        (s.pixel_array // slope).astype("<u2").tobytes() if slope > 1 else s.PixelData for s, _, _, slope in frames
    )
    ds.SharedFunctionalGroupsSequence = [
        item(
            PlaneOrientationSequence=group(ImageOrientationPatient=first.ImageOrientationPatient),
            PixelMeasuresSequence=group(PixelSpacing=first.PixelSpacing, SliceThickness=99),
            FrameVOILUTSequence=group(WindowCenter=40, WindowWidth=350),
        )
    ]
    ds.PerFrameFunctionalGroupsSequence = [
        item(
            FrameContentSequence=group(StackID=stack, InStackPositionNumber=i + 1, FrameAcquisitionNumber=acquisition),
            PlanePositionSequence=group(ImagePositionPatient=s.ImagePositionPatient),
            PixelValueTransformationSequence=group(
                RescaleIntercept=s.RescaleIntercept, RescaleSlope=slope, RescaleType="HU"
            ),
        )
        for i, (s, stack, acquisition, slope) in enumerate(frames)
    ]
    return ds


count = len(slices)
shuffled = [slices[(7 * i) % count] for i in range(count)] if count % 7 else slices[::-1]
whole = enhanced([(s, "1", 1, 1) for s in shuffled], slices[0].SOPInstanceUID + ".9")
save("enhanced", "all.dcm", whole)
save("slopes", "all.dcm", enhanced([(s, "1", 1, 1 + i % 2) for i, s in enumerate(slices)], whole.SOPInstanceUID))
third = count // 3
for part, chosen in enumerate((slices[:third], slices[third:])):
    frames = [(s, "1", 1, 1) for s in chosen]
    save("parts", f"{part}.dcm", enhanced(frames, f"{whole.SOPInstanceUID}.{part}"))


def variant(ds, index, **values):
    """A slice with another instance UID and some attributes of its own."""
    other = copy.deepcopy(ds)
    other.SOPInstanceUID = other.file_meta.MediaStorageSOPInstanceUID = f"{ds.SOPInstanceUID}.{index}"
    for keyword, value in values.items():
        setattr(other, keyword, value)
    return other


def moved(ds, mm):
    x, y, z = (float(v) for v in ds.ImagePositionPatient)
    return [x, y, z + mm]


some = slices[20:30]
for i, s in enumerate(some):
    save("acquisitions", f"{i}a", variant(s, 1, AcquisitionNumber=3))
    save("acquisitions", f"{i}b", variant(s, 2, AcquisitionNumber=12, WindowCenter=300))
    save("time points", f"{i}a", variant(s, 1, TemporalPositionIdentifier=1))
    save("time points", f"{i}b", variant(s, 2, TemporalPositionIdentifier=2))
    save("kernels", f"{i}a", variant(s, 1, ConvolutionKernel="B30f"))
    save("kernels", f"{i}b", variant(s, 2, ConvolutionKernel="B60f"))
    save("interleaved", f"{i}a", variant(s, 1, AcquisitionNumber=1))
    save("interleaved", f"{i}b", variant(s, 2, AcquisitionNumber=2, ImagePositionPatient=moved(s, 0.7)))
    save("contiguous", f"{i}", variant(s, 1, AcquisitionNumber=1 + i // 5))
    save("apart", f"{i}a", variant(s, 1))
    save("apart", f"{i}b", variant(s, 2, ImagePositionPatient=moved(s, 300)))
    coronal = dict(ImageOrientationPatient=[1, 0, 0, 0, 0, -1], ImagePositionPatient=[-80, 3 * i, 60])
    save("orientations", f"{i}a", variant(s, 1))
    save("orientations", f"{i}b", variant(s, 2, **coronal))
    save("no way to tell", f"{i}a", variant(s, 1))
    save("no way to tell", f"{i}b", variant(s, 2, PixelData=s.PixelData[::-1]))
stacked = [(s, "B" if i % 2 else "A", 1, 1) for i, s in enumerate(slices)]
save("stacks", "all.dcm", enhanced(stacked, whole.SOPInstanceUID))
