"""Where things lie in mutated files by pydicom: read_geometry.py FOLDER prints {name without .dcm: geometry or null}.

Numbers are whole micrometres, or millionths of a direction or matrix; what pydicom cannot read is null.
"""
import json
import math
import os
import sys
import warnings

import numpy
import pydicom

warnings.simplefilter("ignore")


def steps(value, per_unit):
    return math.floor(float(value) * per_unit + 0.5)


def um(values):
    return [steps(v, 1000) for v in values]


def contour(item):
    data = item.get("ContourData") or []
    points = [float(v) for v in (data if isinstance(data, (list, pydicom.multival.MultiValue)) else [data])]
    kind = str(item.ContourGeometricType)
    if kind.startswith("CLOSED") and len(points) > 3 and points[:3] == points[-3:]:
        points = points[:-3]
    return [kind, *um(points)]


def structures(ds):
    drawn = {}
    for item in ds.get("ROIContourSequence") or []:
        drawn.setdefault(int(item.ReferencedROINumber), []).extend(item.get("ContourSequence") or [])
    rois = []
    for item in ds.StructureSetROISequence or []:
        number = int(item.ROINumber)
        contours = [contour(c) for c in drawn.get(number, [])]
        rois.append({"number": number, "frame": str(item.ReferencedFrameOfReferenceUID), "contours": contours})
    return [rois]


def registration(ds):
    own = str(ds.FrameOfReferenceUID)
    into = {}
    for item in ds.RegistrationSequence:
        total = numpy.eye(4)
        for one in item.MatrixRegistrationSequence:
            for m in one.MatrixSequence:
                total = numpy.array([float(v) for v in m.FrameOfReferenceTransformationMatrix]).reshape(4, 4) @ total
        frame = str(item.FrameOfReferenceUID)
        if frame != own:
            into[frame] = total
    frames = list(into)
    out = [(f, own, into[f]) for f in frames]
    for i, a in enumerate(frames):
        out += [(a, b, numpy.linalg.inv(into[b]) @ into[a]) for b in frames[i + 1 :]]
    return [[a, b, *[steps(v, 1e6) for v in m.ravel()]] for a, b, m in out]


def dose(ds):
    position = numpy.array([float(v) for v in ds.ImagePositionPatient])
    orientation = [float(v) for v in ds.ImageOrientationPatient]
    row, column = [numpy.array(v) / numpy.linalg.norm(v) for v in (orientation[:3], orientation[3:])]
    normal = numpy.cross(row, column)
    frames = int(ds.get("NumberOfFrames") or 1)
    offsets = ds.get("GridFrameOffsetVector")
    offsets = [0.0] if offsets is None or frames == 1 and offsets == "" else [float(v) for v in numpy.atleast_1d(offsets)]
    if offsets[0] != 0:
        offsets = [math.copysign(1, normal[2]) * (v - offsets[0]) for v in offsets]
    heights = sorted(offsets)
    origin = position + heights[0] * normal
    heights = [h - heights[0] for h in heights]
    between_rows, between_columns = [float(v) for v in ds.PixelSpacing]
    count = ds.Rows * ds.Columns * frames
    kind = ("i" if ds.PixelRepresentation else "u") if "PixelRepresentation" in ds else "u"
    stored = numpy.frombuffer(ds.PixelData, dtype=f"<{kind}{ds.BitsAllocated // 8}", count=count)
    return [
        {
            "frame": str(ds.FrameOfReferenceUID),
            "size": [ds.Columns, ds.Rows, frames],
            "um": um([*origin, between_columns, between_rows, *heights]),
            "directions": [steps(v, 1e6) for v in [*row, *column]],
            "unit": {"GY": "Gy", "RELATIVE": "relative"}[ds.DoseUnits],
            "maxMilli": steps(float(stored.max()) * float(ds.DoseGridScaling), 1000),
        }
    ]


READERS = {
    "1.2.840.10008.5.1.4.1.1.481.3": structures,
    "1.2.840.10008.5.1.4.1.1.66.1": registration,
    "1.2.840.10008.5.1.4.1.1.481.2": dose,
}


def read(path):
    try:
        ds = pydicom.dcmread(path)
        return READERS[str(ds.SOPClassUID)](ds)
    except Exception:
        return None


folder = sys.argv[1]
names = [n for n in sorted(os.listdir(folder)) if n.endswith(".dcm")]
print(json.dumps({n[:-4]: read(os.path.join(folder, n)) for n in names}))
