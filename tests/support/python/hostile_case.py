"""Writes the sample's CT and structure set with markup, control signs and paths as their texts: hostile_case.py SAMPLE OUT."""
import os
import sys

import pydicom

sample, out = sys.argv[1:3]
MARKUP = '<img src=x onerror=alert(1)>'
os.makedirs(os.path.join(out, 'CT'), exist_ok=True)


def spoil(ds):
    ds.PatientName = '<script>alert(1)</script>^</b>&lt;'
    ds.PatientID = '../../<b id=owned>1</b>'
    ds.StudyDescription = MARKUP
    ds.SeriesDescription = '<script>document.title="owned"</script>'
    ds.StudyID = '"><svg/onload=1>'[:16]


for name in sorted(os.listdir(os.path.join(sample, 'CT'))):
    ds = pydicom.dcmread(os.path.join(sample, 'CT', name))
    spoil(ds)
    ds.save_as(os.path.join(out, 'CT', name))

ds = pydicom.dcmread(os.path.join(sample, 'RS-CT.dcm'))
spoil(ds)
ds.StructureSetLabel = '<i id=owned>RS'
for roi in ds.StructureSetROISequence:
    if roi.ROIName == 'Parotid_L':
        roi.ROIName = f'{MARKUP}Parotid'
    if roi.ROIName == 'Brainstem':
        roi.ROIDescription = MARKUP
    if roi.ROIName == 'A_Carotid_L':
        roi.ROIName = '../../javascript:alert(1)'
ds.save_as(os.path.join(out, 'RS.dcm'))
