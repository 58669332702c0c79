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
