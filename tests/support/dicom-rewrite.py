"""Writes DICOM files again with pydicom: python3 dicom-rewrite.py SYNTAX OUT_DIR FILE... (implicit, deflated, big)."""
import os
import sys

import numpy
import pydicom
from pydicom.uid import DeflatedExplicitVRLittleEndian, ExplicitVRBigEndian, ImplicitVRLittleEndian

SYNTAXES = {"implicit": ImplicitVRLittleEndian, "deflated": DeflatedExplicitVRLittleEndian, "big": ExplicitVRBigEndian}

syntax, out = sys.argv[1:3]
for path in sys.argv[3:]:
    ds = pydicom.dcmread(path)
    ds.decode()
    uid = SYNTAXES[syntax]
    if syntax == "big" and "PixelData" in ds:
        ds.PixelData = numpy.frombuffer(ds.PixelData, "<u2").astype(">u2").tobytes()
    ds.file_meta.TransferSyntaxUID = uid
    ds.is_little_endian = syntax != "big"
    ds.is_implicit_VR = syntax == "implicit"
    ds.save_as(os.path.join(out, os.path.basename(path)))
