"""Makes spoilt copies of a sample case: change_case.py SAMPLE OUT, one folder a fault, as a list of faults below."""
import os
import shutil
import sys

import pydicom

sample, out = sys.argv[1:3]


def images(folder):
    files = [os.path.join(folder, n) for n in sorted(os.listdir(folder))]
    return sorted(files, key=lambda f: float(pydicom.dcmread(f, stop_before_pixels=True).ImagePositionPatient[2]))


def copy_ct(name):
    folder = os.path.join(out, name)
    shutil.copytree(os.path.join(sample, 'CT'), folder)
    return images(folder)


def change(path, edit, to=None):
    ds = pydicom.dcmread(path)
    edit(ds)
    ds.save_as(to or path)


def delete(name):
    return lambda ds: delattr(ds, name)


def structures(name, edit):
    change(os.path.join(sample, 'RS-CT.dcm'), edit, os.path.join(out, name))


def roi_number(ds, name):
    return next(r.ROINumber for r in ds.StructureSetROISequence if r.ROIName == name)


def contours_of(ds, name):
    return next(c for c in ds.ROIContourSequence if c.ReferencedROINumber == roi_number(ds, name))


def target_range(name='TumorBed'):
    ds = pydicom.dcmread(os.path.join(sample, 'RS-CT.dcm'))
    z = [float(c.ContourData[2]) for c in contours_of(ds, name).ContourSequence]
    return min(z), max(z)


os.makedirs(out, exist_ok=True)
low, high = target_range()
middle = (low + high) / 2

# A slice cut short, in its pixels and in its header.
files = copy_ct('truncated-pixels')
with open(files[30], 'r+b') as f:
    f.truncate(os.path.getsize(files[30]) - 1000)
files = copy_ct('truncated-header')
with open(files[30], 'r+b') as f:
    f.truncate(700)

# Two slices at one position with other pixels, and the same slice twice.
files = copy_ct('duplicate-other')
def other_pixels(ds):
    pixels = bytearray(ds.PixelData)
    pixels[0] ^= 1
    ds.PixelData = bytes(pixels)
    ds.SOPInstanceUID = ds.SOPInstanceUID[:-1] + ('1' if ds.SOPInstanceUID[-1] != '1' else '2')
    ds.file_meta.MediaStorageSOPInstanceUID = ds.SOPInstanceUID
change(files[30], other_pixels, os.path.join(out, 'duplicate-other', 'again.dcm'))
files = copy_ct('duplicate-same')
shutil.copy(files[30], os.path.join(out, 'duplicate-same', 'again.dcm'))

# A slice missing within the target, and one far from it.
files = copy_ct('missing-in-target')
os.remove(min(files, key=lambda f: abs(float(pydicom.dcmread(f, stop_before_pixels=True).ImagePositionPatient[2]) - middle)))
files = copy_ct('missing-elsewhere')
os.remove(files[2])

# Attributes that must be there.
for name in ('ImagePositionPatient', 'ImageOrientationPatient', 'PixelSpacing', 'Rows', 'FrameOfReferenceUID', 'RescaleSlope'):
    for path in copy_ct(f'no-{name}'):
        change(path, delete(name))

# A slice of another size of pixel.
files = copy_ct('mixed-spacing')
change(files[30], lambda ds: setattr(ds, 'PixelSpacing', [1.5, 1.5]))

# Structure sets.
with open(os.path.join(sample, 'RS-CT.dcm'), 'rb') as f:
    data = f.read()
with open(os.path.join(out, 'RS-truncated.dcm'), 'wb') as f:
    f.write(data[: len(data) // 2])


def no_contours(ds):
    delattr(contours_of(ds, 'rGTV'), 'ContourSequence')


def far_away(ds):
    for c in contours_of(ds, 'rGTV').ContourSequence:
        c.ContourData = [str(float(v) + (500 if i % 3 == 0 else 0)) for i, v in enumerate(c.ContourData)]


def other_frame(ds):
    for r in ds.StructureSetROISequence:
        r.ReferencedFrameOfReferenceUID = '2.25.4711'
    for r in ds.ReferencedFrameOfReferenceSequence:
        r.FrameOfReferenceUID = '2.25.4711'


def other_images(ds):
    for c in ds.ROIContourSequence:
        for k in getattr(c, 'ContourSequence', []):
            for i in getattr(k, 'ContourImageSequence', []):
                i.ReferencedSOPInstanceUID += '9'
    for f in ds.ReferencedFrameOfReferenceSequence:
        for s in f.RTReferencedStudySequence:
            for e in s.RTReferencedSeriesSequence:
                for i in e.ContourImageSequence:
                    i.ReferencedSOPInstanceUID += '9'


def hostile(ds):
    for r in ds.StructureSetROISequence:
        if r.ROIName == 'Parotid_L':
            r.ROIName = '<script>alert("1")</script>&'


def other_patient(ds):
    ds.PatientID = 'SOMEONE-ELSE'


for name, edit in (
    ('RS-no-contours.dcm', no_contours),
    ('RS-other-patient.dcm', other_patient),
    ('RS-far-away.dcm', far_away),
    ('RS-other-frame.dcm', other_frame),
    ('RS-other-images.dcm', other_images),
    ('RS-hostile.dcm', hostile),
):
    structures(name, edit)


# A registration of the same frames that differs by 2 mm along x.
def shifted(ds):
    ds.SOPInstanceUID += '1'
    for item in ds.RegistrationSequence:
        for matrix in item.MatrixRegistrationSequence[0].MatrixSequence:
            values = [float(v) for v in matrix.FrameOfReferenceTransformationMatrix]
            if values[:12:4] != [1, 0, 0]:
                values[3] += 2
            matrix.FrameOfReferenceTransformationMatrix = values
change(os.path.join(sample, 'REG.dcm'), shifted, os.path.join(out, 'REG-shifted.dcm'))

# Contour data that are no numbers: a digit of the file is written over, since pydicom would refuse to.
first = str(contours_of(pydicom.dcmread(os.path.join(sample, 'RS-CT.dcm')), 'rGTV').ContourSequence[0].ContourData[0])
at = data.index(first.encode() + b'\\')
with open(os.path.join(out, 'RS-garbage.dcm'), 'wb') as f:
    f.write(data[:at] + b'x' + data[at + 1 :])

os.makedirs(os.path.join(out, 'empty'), exist_ok=True)
os.makedirs(os.path.join(out, 'text'), exist_ok=True)
with open(os.path.join(out, 'text', 'notes.txt'), 'w') as f:
    f.write('no DICOM here\n')
