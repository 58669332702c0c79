"""Writes image series with pydicom from CT slices: python3 write_series.py OUT_DIR SLICE..."""
import copy
import json
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


for i, s in enumerate(slices):
    air = s.pixel_array < 424
    stored = numpy.where(air, -2000, s.pixel_array.astype("<i2")).astype("<i2").tobytes()
    signed = dict(PixelData=stored, PixelRepresentation=1, BitsStored=16, HighBit=15)
    padded = variant(s, 1, **signed)
    padded.add_new("PixelPaddingValue", "SS", -2000)
    save("air as padding", f"{i}", padded)
    save("air as low values", f"{i}", variant(s, 1, **signed))

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

# The same patient on the table another way round: (row, column) of each axial image.
TURNS = {
    "HFS": ((1, 0), (0, 1)),
    "HFP": ((-1, 0), (0, -1)),
    "FFS": ((-1, 0), (0, 1)),
    "FFP": ((1, 0), (0, -1)),
    "HFDR": ((0, 1), (-1, 0)),
    "HFDL": ((0, -1), (1, 0)),
    "FFDR": ((0, 1), (1, 0)),
    "FFDL": ((0, -1), (-1, 0)),
}


def turned(ds, row, column):
    """The slice with its rows and columns along other axes: every value stays where it lies in the patient."""
    pixels = ds.pixel_array
    x, y, z = (float(v) for v in ds.ImagePositionPatient)
    dy, dx = (float(v) for v in ds.PixelSpacing)
    if -1 in (row[0], column[0]):
        pixels, x = pixels[:, ::-1], x + dx * (pixels.shape[1] - 1)
    if -1 in (row[1], column[1]):
        pixels, y = pixels[::-1], y + dy * (pixels.shape[0] - 1)
    if row[0] == 0:
        pixels, dy, dx = pixels.T, dx, dy
    return dict(
        PixelData=pixels.tobytes(),
        Rows=pixels.shape[0],
        Columns=pixels.shape[1],
        PixelSpacing=[dy, dx],
        ImagePositionPatient=[x, y, z],
        ImageOrientationPatient=[*row, 0, *column, 0],
    )


for position, (row, column) in TURNS.items():
    for i, s in enumerate(some):
        save(position, f"{i}", variant(s, 1, PatientPosition=position, **turned(s, row, column)))

volume = numpy.stack([s.pixel_array for s in some])
x0, y0, z0 = (float(v) for v in some[0].ImagePositionPatient)
row_mm, column_mm = (float(v) for v in some[0].PixelSpacing)
slice_mm = float(some[1].ImagePositionPatient[2]) - z0
for i in range(0, 40):
    sagittal = volume[::-1, :, i]
    top = z0 + slice_mm * (len(some) - 1)
    save("sagittal", f"{i}", variant(
        some[0], i + 1, PixelData=sagittal.tobytes(), Rows=sagittal.shape[0], Columns=sagittal.shape[1],
        PixelSpacing=[slice_mm, row_mm], ImageOrientationPatient=[0, 1, 0, 0, 0, -1],
        ImagePositionPatient=[x0 + i * column_mm, y0, top],
    ))

# What can be odd about a series.
for i, s in enumerate(some):
    plain = variant(s, 1)
    if i != 4:
        save("missing", f"{i}", plain)
    save("uneven", f"{i}", variant(s, 1, ImagePositionPatient=moved(s, 0.3 * (i % 3))))
    x, y, z = (float(v) for v in s.ImagePositionPatient)
    save("tilted", f"{i}", variant(s, 1, ImagePositionPatient=[x, y + 0.5 * i, z]))
    save("copied", f"{i}", plain)
    save("localizer", f"{i}", plain)
    save("mixed spacing", f"{i}", variant(s, 1, PixelSpacing=[row_mm, column_mm + (0.1 if i == 7 else 0)]))
    save("mixed size", f"{i}", variant(s, 1, Rows=s.Rows // 2) if i == 7 else plain)
    save("inverted", f"{i}", variant(s, 1, PhotometricInterpretation="MONOCHROME1"))
save("copied", "again", variant(some[3], 1))
save("localizer", "scout", variant(
    some[3], 2, ImageType=["ORIGINAL", "PRIMARY", "LOCALIZER"], ImageOrientationPatient=[0, 1, 0, 0, 0, -1]
))
save("single", "0", variant(some[0], 1))

NAMES = {
    "ISO_IR 192": ["ISO_IR 192", "王^小东=Καλή^Φύση"],
    "GB18030": ["GB18030", "Wang^XiaoDong=王^小东"],
    "GBK": ["GBK", "Wang^XiaoDong=王^小东"],
    "ISO 2022 IR 87": [["", "ISO 2022 IR 87"], "Yamada^Tarou=山田^太郎=やまだ^たろう"],
    "ISO 2022 IR 13": [["ISO 2022 IR 13", "ISO 2022 IR 87"], "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう"],
    "ISO 2022 IR 149": [["", "ISO 2022 IR 149"], "Hong^Gildong=洪^吉洞=홍^길동"],
    "ISO 2022 IR 58": [["", "ISO 2022 IR 58"], "Zhang^XiaoDong=张^小东"],
    "ISO_IR 100": ["ISO_IR 100", "Äneas^Rüdiger"],
    "ISO_IR 144": ["ISO_IR 144", "Люкceмбypг"],
    "ISO_IR 166": ["ISO_IR 166", "ไทย^ชื่อ"],
}
for name, (charset, patient) in NAMES.items():
    for i, s in enumerate(some[:2]):
        save(f"names/{name}", f"{i}", variant(s, 1, SpecificCharacterSet=charset, PatientName=patient))
with open(os.path.join(out, "names.json"), "w", encoding="utf-8") as f:
    json.dump({name: patient for name, (_, patient) in NAMES.items()}, f)

for i, s in enumerate(some):
    private = variant(s, 1)
    block = private.private_block(0x0099, "SOMEBODY", create=True)
    block.add_new(0x01, "UN", b"\x01\x02\x03\x04")
    block.add_new(0x02, "SQ", Sequence([item(PatientComments="nested", ImagePositionPatient=[9, 9, 9])]))
    block.add_new(0x03, "UT", "é" * 40000)
    private.RequestAttributesSequence = Sequence([item(StudyInstanceUID="1.2.3", RequestedProcedureID="x")])
    private.RequestAttributesSequence[0].is_undefined_length_sequence_item = True
    private["RequestAttributesSequence"].is_undefined_length = True
    save("private", f"IM{i}", private)
