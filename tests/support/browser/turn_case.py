"""Writes the sample's planning CT and its structure set as if the patient had been scanned in another position.

python3 turn_case.py POSITION CASE_DIR OUT_DIR, with POSITION one of HFP, FFS, FFP. The patient stays where he is in patient
space (LPS): rows and columns of the pixels and the order of the slices turn, orientation and positions with them.
"""
import os
import sys

import numpy
import pydicom

# Columns turned, rows turned: what growing indices point to in a head-first supine image is x to the left, y to posterior.
TURNS = {"HFP": (True, True), "FFS": (True, False), "FFP": (False, True)}

position, case, out = sys.argv[1:4]
turn_columns, turn_rows = TURNS[position]
os.makedirs(os.path.join(out, "CT"), exist_ok=True)
for number, name in enumerate(sorted(os.listdir(os.path.join(case, "CT")))):
    ds = pydicom.dcmread(os.path.join(case, "CT", name))
    pixels = numpy.frombuffer(ds.PixelData, "<i2" if ds.PixelRepresentation else "<u2").reshape(ds.Rows, ds.Columns)
    x, y, z = (float(v) for v in ds.ImagePositionPatient)
    rows_mm, columns_mm = (float(v) for v in ds.PixelSpacing)
    if turn_columns:
        pixels = pixels[:, ::-1]
        x += columns_mm * (ds.Columns - 1)
    if turn_rows:
        pixels = pixels[::-1, :]
        y += rows_mm * (ds.Rows - 1)
    ds.PixelData = pixels.tobytes()
    ds.ImagePositionPatient = [x, y, z]
    ds.ImageOrientationPatient = [-1 if turn_columns else 1, 0, 0, 0, -1 if turn_rows else 1, 0]
    ds.PatientPosition = position
    ds.save_as(os.path.join(out, "CT", "%03d.dcm" % (999 - number)))
pydicom.dcmread(os.path.join(case, "RS-CT.dcm")).save_as(os.path.join(out, "RS-CT.dcm"))
