"""Reads structure sets with pydicom and dicompyler-core, as another program would, and says what is in them as JSON.

The list of files is the JSON array in the file named; the answer goes to the second file named.
"""
import hashlib
import json
import warnings
import sys

import numpy
import pydicom
from dicompylercore import dicomparser


warnings.filterwarnings("ignore")


def area_and_holes(loops):
    """Even-odd area of polygons in a plane: one inside an odd number of others is a hole."""
    total = 0.0
    for i, loop in enumerate(loops):
        x, y = loop[:, 0], loop[:, 1]
        area = abs(numpy.dot(x, numpy.roll(y, -1)) - numpy.dot(y, numpy.roll(x, -1))) / 2
        depth = sum(inside(loop[0], other) for j, other in enumerate(loops) if j != i)
        total += area if depth % 2 == 0 else -area
    return total


def centre_of(loop):
    """Signed area of a polygon and its centroid."""
    x, y = loop[:, 0], loop[:, 1]
    nx, ny = numpy.roll(x, -1), numpy.roll(y, -1)
    c = x * ny - nx * y
    area = c.sum() / 2
    return area, numpy.array([((x + nx) * c).sum(), ((y + ny) * c).sum()]) / (6 * area)


def centroid_of(loops):
    """Even-odd area of a plane's loops and their common first moment."""
    area, moment = 0.0, numpy.zeros(2)
    for i, loop in enumerate(loops):
        own, centre = centre_of(loop)
        depth = sum(inside(loop[0], other) for j, other in enumerate(loops) if j != i)
        signed = abs(own) if depth % 2 == 0 else -abs(own)
        area, moment = area + signed, moment + signed * centre
    return area, moment


def inside(point, loop):
    a, b = loop, numpy.roll(loop, -1, axis=0)
    crosses = (a[:, 1] > point[1]) != (b[:, 1] > point[1])
    a, b = a[crosses], b[crosses]
    at = a[:, 0] + (point[1] - a[:, 1]) / (b[:, 1] - a[:, 1]) * (b[:, 0] - a[:, 0])
    return int(numpy.count_nonzero(at > point[0])) % 2 == 1


def plane_axes(points):
    """Two directions in the contours' plane and its normal, from the largest contour."""
    largest = max(points, key=len)
    _, _, axes = numpy.linalg.svd(largest - largest.mean(axis=0), full_matrices=False)
    normal = axes[2]
    return axes[0], axes[1], normal


def volume(points):
    """Even-odd area times plane spacing in mm3."""
    if not points or all(len(p) < 3 for p in points):
        return None
    u, v, w = plane_axes([p for p in points if len(p) >= 3])
    planes = {}
    for p in points:
        if len(p) >= 3:
            planes.setdefault(round(float(numpy.mean(p @ w)), 2), []).append(numpy.stack([p @ u, p @ v], axis=1))
    at = sorted(planes)
    areas = [area_and_holes(planes[k]) for k in at]
    moments = [(k, centroid_of([loop - planes[k][0][0] for loop in planes[k]])) for k in at]
    moments = [(k, (a, m + a * planes[k][0][0])) for k, (a, m) in moments]
    spacing = float(numpy.median(numpy.diff(at))) if len(at) > 1 else 0.0
    return {
        "planes": len(at),
        "spacingMm": spacing,
        "mm3": sum(areas) * spacing,
        "areasMm2": areas,
        "loops": [len(planes[k]) for k in at],
        "centroid": (sum(m[0] * u + m[1] * v + a * k * w for k, (a, m) in moments) / sum(a for _, (a, _) in moments)).tolist(),
        "zMin": min(float(p[:, 2].min()) for p in points),
        "zMax": max(float(p[:, 2].max()) for p in points),
        "normal": [float(x) for x in w],
    }


def area_its_way(loops):
    """As dicompyler-core 0.5.5 does: every loop within another is a hole, an island in a hole too."""
    alone = [area_and_holes([loop]) for loop in loops]
    within = [any(inside(loop[0], o) for o in loops if o is not loop) for loop in loops]
    return sum(-area if hole else area for area, hole in zip(alone, within))


def half_ends(points, thickness):
    """Area times plane distance in mm3, the end planes counted half, as dicompyler-core 0.5.5 does.

    It sorts the planes by their z as text (so "-10.00" and "8.00" may be the ends) and halves those two to whole mm2.
    """
    planes = {}
    for p in points:
        planes.setdefault(str(round(float(p[0][2]), 2)) + "0", []).append(p[:, :2])
    areas = [area_its_way(planes[z]) for z in sorted(planes)]
    if len(areas) > 1:
        areas[0], areas[-1] = areas[0] // 2, areas[-1] // 2
    return sum(areas) * thickness


def text_of(value):
    """A private element's text: with an implicit VR its type is unknown and pydicom gives bytes."""
    return value.decode("utf-8").rstrip(" \0") if isinstance(value, bytes) else str(value)


def read(path):
    ds = pydicom.dcmread(path)
    parser = dicomparser.DicomParser(path)
    structures = parser.GetStructures()
    contours = {r.ReferencedROINumber: list(r.get("ContourSequence", [])) for r in ds.get("ROIContourSequence", [])}
    seen = {o.ReferencedROINumber: o for o in ds.get("RTROIObservationsSequence", [])}
    rois = []
    for roi in ds.get("StructureSetROISequence", []):
        drawn = contours.get(roi.ROINumber, [])
        raw = [bytes(c.get_item(0x30060050).value or b"") for c in drawn]
        points = [numpy.array([float(x) for x in r.decode("ascii").split("\\")]).reshape(-1, 3) for r in raw if r.strip()]
        coordinates = parser.GetStructureCoordinates(roi.ROINumber)
        thickness = parser.CalculatePlaneThickness(coordinates)
        observation = seen.get(roi.ROINumber)
        rois.append({
            "number": int(roi.ROINumber),
            "name": str(roi.ROIName),
            "type": str(observation.get("RTROIInterpretedType", "")) if observation is not None else None,
            "algorithm": str(roi.get("ROIGenerationAlgorithm", "")),
            "description": str(roi.get("ROIDescription", "")),
            "frame": str(roi.ReferencedFrameOfReferenceUID),
            "kinds": sorted({str(c.ContourGeometricType) for c in drawn}),
            "contours": len(drawn),
            "images": [str(c.ContourImageSequence[0].ReferencedSOPInstanceUID) if "ContourImageSequence" in c else None for c in drawn],
            "numbers": [int(c.ContourNumber) if "ContourNumber" in c else None for c in drawn],
            "declaredPoints": [int(c.NumberOfContourPoints) for c in drawn],
            "stringHashes": [hashlib.sha256(r.rstrip(b" \0")).hexdigest() for r in raw],
            "longestDecimal": max([len(x.strip()) for r in raw for x in r.decode("ascii").split("\\")], default=0),
            "points": [p.ravel().tolist() for p in points],
            "volume": volume(points),
            "dicompyler": {
                "name": structures[roi.ROINumber]["name"] if roi.ROINumber in structures else None,
                "planes": len(coordinates),
                "thicknessMm": float(thickness),
                "itsWayCm3": half_ends([p for p in points if len(p) >= 3], thickness) / 1000,
                "cm3": float(parser.CalculateStructureVolume(coordinates, thickness)) if coordinates else 0.0,
            },
        })
    return {
        "file": path,
        "transferSyntax": str(ds.file_meta.TransferSyntaxUID),
        "sopInstanceUid": str(ds.SOPInstanceUID),
        "seriesUid": str(ds.SeriesInstanceUID),
        "studyUid": str(ds.StudyInstanceUID),
        "patientName": str(ds.PatientName),
        "label": str(ds.StructureSetLabel),
        "approval": str(ds.get("ApprovalStatus", "")),
        "predecessors": [str(p.ReferencedSOPInstanceUID) for p in ds.get("PredecessorStructureSetSequence", [])],
        "equipment": [str(e.Manufacturer) for e in ds.get("ContributingEquipmentSequence", [])],
        "referencedImages": [
            str(i.ReferencedSOPInstanceUID)
            for f in ds.get("ReferencedFrameOfReferenceSequence", [])
            for s in f.get("RTReferencedStudySequence", [])
            for x in s.RTReferencedSeriesSequence
            for i in x.ContourImageSequence
        ],
        "private": [text_of(e.value) for e in ds if e.tag.group == 0x3007],
        "rois": rois,
    }


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        files = json.load(f)
    with open(sys.argv[2], "w", encoding="utf-8") as f:
        json.dump([read(path) for path in files], f)


main()
