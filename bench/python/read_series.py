"""A folder of CT files to one volume in Hounsfield units' stored values, ordered by position."""
import pathlib
import sys

import numpy
import pydicom

slices = [pydicom.dcmread(path) for path in pathlib.Path(sys.argv[1]).iterdir()]
slices.sort(key=lambda s: float(s.ImagePositionPatient[2]))
volume = numpy.stack([s.pixel_array for s in slices])
assert volume.shape == (len(slices), 512, 512), volume.shape
