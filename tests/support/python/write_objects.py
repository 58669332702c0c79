"""Writes RT Dose and other objects with pydicom from a list of cases as JSON: write_objects.py CASES.json OUT_DIR.

Each dose voxel holds round(value / scaling) where value = c0 + cx*x + cy*y + cz*z at its place in LPS mm, worked out here
from position, orientation, spacing and the distance of each frame along the normal.
"""
import json
import os
import sys

import numpy
import pydicom
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.sequence import Sequence

DOSE = "1.2.840.10008.5.1.4.1.1.481.2"
PLAN = "1.2.840.10008.5.1.4.1.1.481.5"


def dataset(sop_class, uid, modality):
    ds = Dataset()
    ds.file_meta = FileMetaDataset()
    ds.file_meta.MediaStorageSOPClassUID = sop_class
    ds.file_meta.MediaStorageSOPInstanceUID = uid
    ds.SpecificCharacterSet = "ISO_IR 192"
    ds.SOPClassUID = sop_class
    ds.SOPInstanceUID = uid
    ds.Modality = modality
    ds.StudyInstanceUID = "1.2.3.1"
    ds.SeriesInstanceUID = "1.2.3.70"
    ds.PatientID = "P1"
    ds.PatientName = "Dose^Test"
    return ds


SYNTAXES = {
    "explicit": pydicom.uid.ExplicitVRLittleEndian,
    "implicit": pydicom.uid.ImplicitVRLittleEndian,
    "big": pydicom.uid.ExplicitVRBigEndian,
    "deflated": pydicom.uid.DeflatedExplicitVRLittleEndian,
}


def save(ds, path, syntax="explicit"):
    ds.file_meta.TransferSyntaxUID = SYNTAXES[syntax]
    ds.is_little_endian = syntax != "big"
    ds.is_implicit_VR = syntax == "implicit"
    ds.save_as(path, write_like_original=False)


def write_dose(folder, c):
    ds = dataset(DOSE, c["uid"], "RTDOSE")
    columns, rows = c["columns"], c["rows"]
    position = numpy.array(c["position"], float)
    orientation = numpy.array(c["orientation"], float)
    row, column = orientation[:3], orientation[3:]
    normal = numpy.cross(row, column)
    alongs = numpy.array(c["alongMm"], float)
    k, j, i = numpy.meshgrid(alongs, numpy.arange(rows), numpy.arange(columns), indexing="ij")
    points = (
        position
        + i[..., None] * c["pixelSpacing"][1] * row
        + j[..., None] * c["pixelSpacing"][0] * column
        + k[..., None] * normal
    )
    c0, cx, cy, cz = c["value"]
    stored = numpy.rint((c0 + points @ numpy.array([cx, cy, cz])) / c["scaling"])
    bits = c["bits"]
    assert stored.min() >= 0 and stored.max() < 2**bits, (c["name"], stored.min(), stored.max())
    order = ">" if c.get("big") else "<"
    ds.PixelData = stored.astype(f"{order}u{bits // 8}").tobytes()
    ds["PixelData"].VR = "OW"
    ds.SamplesPerPixel = 1
    ds.PhotometricInterpretation = "MONOCHROME2"
    ds.BitsAllocated = ds.BitsStored = bits
    ds.HighBit = bits - 1
    ds.PixelRepresentation = 0
    ds.Rows, ds.Columns = rows, columns
    ds.NumberOfFrames = len(alongs)
    ds.FrameIncrementPointer = 0x3004000C
    ds.ImagePositionPatient = c["position"]
    ds.ImageOrientationPatient = c["orientation"]
    ds.PixelSpacing = c["pixelSpacing"]
    ds.FrameOfReferenceUID = "1.2.3.9"
    ds.DoseUnits = c.get("units", "GY")
    ds.DoseType = "PHYSICAL"
    ds.DoseSummationType = c.get("summation", "PLAN")
    ds.DoseGridScaling = str(c["scaling"])
    if c["offsets"] is not None:
        ds.GridFrameOffsetVector = c["offsets"]
    plan = Dataset()
    plan.ReferencedSOPClassUID = PLAN
    plan.ReferencedSOPInstanceUID = "1.2.3.71"
    ds.ReferencedRTPlanSequence = Sequence([plan])
    save(ds, os.path.join(folder, c["name"] + ".dcm"), "big" if c.get("big") else "explicit")


def items(sequence, make):
    return Sequence([make(x) for x in sequence])


def filled(attributes):
    ds = Dataset()
    for keyword, value in attributes.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            value = items(value, filled)
        setattr(ds, keyword, value)
    return ds


def write_object(folder, c):
    ds = dataset(c["sopClassUid"], c["uid"], c["modality"])
    for element in filled(c["attributes"]):
        ds.add(element)
    save(ds, os.path.join(folder, c["name"] + ".dcm"), c.get("syntax", "explicit"))


cases, out = sys.argv[1:3]
with open(cases) as f:
    wanted = json.load(f)
os.makedirs(out, exist_ok=True)
for case in wanted.get("doses", []):
    write_dose(out, case)
for case in wanted.get("objects", []):
    write_object(out, case)
