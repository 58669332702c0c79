"""Writes phantom cases as DICOM with pydicom: an independent writer. Reads a list of cases as JSON from the file named."""
import json
import os
import sys

import numpy
import pydicom
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.sequence import Sequence

CT = "1.2.840.10008.5.1.4.1.1.2"
MR = "1.2.840.10008.5.1.4.1.1.4"
RTSTRUCT = "1.2.840.10008.5.1.4.1.1.481.3"
REG = "1.2.840.10008.5.1.4.1.1.66.1"


def decimal(value):
    """A DS of at most 16 characters, six digits after the point."""
    text = f"{value:.6f}"
    return text if len(text) <= 16 else f"{value:.9g}"


def common(sop_class, uid, study, frame=None):
    ds = Dataset()
    ds.file_meta = FileMetaDataset()
    ds.file_meta.MediaStorageSOPClassUID = sop_class
    ds.file_meta.MediaStorageSOPInstanceUID = uid
    ds.file_meta.TransferSyntaxUID = pydicom.uid.ExplicitVRLittleEndian
    ds.SpecificCharacterSet = "ISO_IR 192"
    ds.SOPClassUID = sop_class
    ds.SOPInstanceUID = uid
    ds.StudyInstanceUID = study
    ds.StudyDate = "20261124"
    ds.StudyTime = "080000"
    ds.StudyID = "1"
    ds.AccessionNumber = ""
    ds.ReferringPhysicianName = ""
    ds.Manufacturer = "phantom"
    ds.PatientName = "Phantom^Closed Form"
    ds.PatientID = "PHANTOM"
    ds.PatientBirthDate = ""
    ds.PatientSex = "O"
    if frame is not None:
        ds.FrameOfReferenceUID = frame
        ds.PositionReferenceIndicator = ""
    return ds


def save(ds, path):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    ds.is_little_endian = True
    ds.is_implicit_VR = ds.file_meta.TransferSyntaxUID == pydicom.uid.ImplicitVRLittleEndian
    ds.save_as(path, write_like_original=False)


def write_image(folder, image):
    sop_class = CT if image["modality"] == "CT" else MR
    columns, rows = image["columns"], image["rows"]
    pixels = numpy.fromfile(image["raw"], dtype="<i2").reshape(-1, rows, columns)
    # Written out of order and numbered backwards: a reader must go by position.
    for k in range(len(image["origins"])):
        ds = common(sop_class, image["imageUids"][k], image["studyUid"], image["frame"])
        ds.Modality = image["modality"]
        ds.SeriesInstanceUID = image["seriesUid"]
        ds.SeriesDescription = image["name"][:64]
        ds.SeriesNumber = 1
        ds.InstanceNumber = len(image["origins"]) - k
        ds.ImageType = ["ORIGINAL", "PRIMARY", "AXIAL"]
        ds.BodyPartExamined = "HEAD"
        ds.PatientPosition = image["patientPosition"]
        ds.ImagePositionPatient = [decimal(v) for v in image["origins"][k]]
        ds.ImageOrientationPatient = [f"{v:.13f}" for v in image["rowDirection"] + image["columnDirection"]]
        ds.PixelSpacing = [decimal(image["rowMm"]), decimal(image["columnMm"])]
        ds.SliceThickness = decimal(image["sliceMm"])
        ds.SamplesPerPixel = 1
        ds.PhotometricInterpretation = "MONOCHROME2"
        ds.Rows, ds.Columns = rows, columns
        ds.BitsAllocated, ds.BitsStored, ds.HighBit, ds.PixelRepresentation = 16, 16, 15, 1
        if image["modality"] == "CT":
            ds.RescaleSlope, ds.RescaleIntercept = "1", "0"
            ds.KVP = "120"
            ds.AcquisitionNumber = 1
        else:
            ds.ScanningSequence, ds.SequenceVariant, ds.ScanOptions, ds.MRAcquisitionType = "SE", "NONE", "", "2D"
            ds.EchoTime, ds.EchoTrainLength, ds.RepetitionTime = "10", 1, "500"
        ds.PixelData = pixels[k].tobytes()
        save(ds, os.path.join(folder, image["folder"], f"{(k * 7919) % 10007:05d}.dcm"))


def write_structures(folder, structures):
    image = structures["image"]
    ds = common(RTSTRUCT, structures["uid"], image["studyUid"], image["frame"])
    ds.Modality = "RTSTRUCT"
    ds.SeriesInstanceUID = structures["seriesUid"]
    ds.SeriesNumber = 2
    ds.StructureSetLabel = "PHANTOM"
    ds.StructureSetDate = "20261124"
    ds.StructureSetTime = "080000"
    ds.OperatorsName = ""
    ds.ApprovalStatus = "UNAPPROVED"
    images = Sequence()
    for uid in image["imageUids"]:
        item = Dataset()
        item.ReferencedSOPClassUID = CT if image["modality"] == "CT" else MR
        item.ReferencedSOPInstanceUID = uid
        images.append(item)
    series = Dataset()
    series.SeriesInstanceUID = image["seriesUid"]
    series.ContourImageSequence = images
    study = Dataset()
    study.ReferencedSOPClassUID = "1.2.840.10008.3.1.2.3.1"
    study.ReferencedSOPInstanceUID = image["studyUid"]
    study.RTReferencedSeriesSequence = Sequence([series])
    frame = Dataset()
    frame.FrameOfReferenceUID = image["frame"]
    frame.RTReferencedStudySequence = Sequence([study])
    ds.ReferencedFrameOfReferenceSequence = Sequence([frame])
    ds.StructureSetROISequence, ds.ROIContourSequence, ds.RTROIObservationsSequence = Sequence(), Sequence(), Sequence()
    for roi in structures["rois"]:
        item = Dataset()
        item.ROINumber = roi["number"]
        item.ReferencedFrameOfReferenceUID = image["frame"]
        item.ROIName = roi["name"]
        item.ROIGenerationAlgorithm = "MANUAL"
        ds.StructureSetROISequence.append(item)
        drawn = Dataset()
        drawn.ReferencedROINumber = roi["number"]
        drawn.ROIDisplayColor = [255, 0, 0]
        drawn.ContourSequence = Sequence()
        for contour in roi["contours"]:
            c = Dataset()
            where = Dataset()
            where.ReferencedSOPClassUID = CT if image["modality"] == "CT" else MR
            where.ReferencedSOPInstanceUID = contour["imageUid"]
            c.ContourImageSequence = Sequence([where])
            c.ContourGeometricType = "CLOSED_PLANAR"
            c.NumberOfContourPoints = len(contour["points"]) // 3
            c.ContourData = [decimal(v) for v in contour["points"]]
            drawn.ContourSequence.append(c)
        ds.ROIContourSequence.append(drawn)
        seen = Dataset()
        seen.ObservationNumber = roi["number"]
        seen.ReferencedROINumber = roi["number"]
        seen.RTROIInterpretedType = roi["type"]
        seen.ROIInterpreter = ""
        ds.RTROIObservationsSequence.append(seen)
    # Contour strings may be longer than an explicit VR of 16 bit length holds.
    ds.file_meta.TransferSyntaxUID = pydicom.uid.ImplicitVRLittleEndian
    save(ds, os.path.join(folder, structures["file"]))


def write_registration(folder, registration):
    """A Spatial Registration: the fixed frame with the identity, the moving one with the matrix into the fixed one."""
    ds = common(REG, registration["uid"], registration["studyUid"], registration["to"])
    ds.Modality = "REG"
    ds.SeriesInstanceUID = registration["seriesUid"]
    ds.SeriesNumber = 3
    ds.InstanceNumber = 1
    ds.ContentDate, ds.ContentTime = "20261124", "080000"
    ds.ContentLabel, ds.ContentDescription, ds.ContentCreatorName = "REGISTRATION", "", ""
    identity = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]
    ds.RegistrationSequence = Sequence()
    for frame, matrix in ((registration["to"], identity), (registration["from"], registration["matrix"])):
        one = Dataset()
        one.FrameOfReferenceTransformationMatrixType = "RIGID"
        one.FrameOfReferenceTransformationMatrix = [decimal(v) if abs(v) >= 2 else f"{v:.13f}" for v in matrix]
        step = Dataset()
        step.RegistrationTypeCodeSequence = Sequence()
        step.MatrixSequence = Sequence([one])
        item = Dataset()
        item.FrameOfReferenceUID = frame
        item.MatrixRegistrationSequence = Sequence([step])
        ds.RegistrationSequence.append(item)
    save(ds, os.path.join(folder, registration["file"]))


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        cases = json.load(f)
    for case in cases:
        for image in case["images"]:
            write_image(case["folder"], image)
        for structures in case["structures"]:
            write_structures(case["folder"], structures)
        for registration in case["registrations"]:
            write_registration(case["folder"], registration)


main()
