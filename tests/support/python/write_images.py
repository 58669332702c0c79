"""Writes variants of CT slices with pydicom, compressed ones with OpenJPH: python3 write_images.py OUT_DIR SLICE..."""
import os
import subprocess
import sys

import numpy
import pydicom
from pydicom.encaps import encapsulate

out, paths = sys.argv[1], sys.argv[2:]
slices = [pydicom.dcmread(p) for p in paths]


def write(name, index, ds):
    os.makedirs(os.path.join(out, name), exist_ok=True)
    path = os.path.join(out, name, f"{index}.dcm")
    ds.save_as(path)
    return path


def htj2k(stored, options):
    """The codestream of an unsigned image of 12 bits, and what OpenJPH itself makes of it again."""
    pgm, codestream, again = (os.path.join(out, name) for name in ("a.pgm", "a.j2c", "b.pgm"))
    head = b"P5\n%d %d\n4095\n" % (stored.shape[1], stored.shape[0])
    with open(pgm, "wb") as f:
        f.write(head + stored.astype(">u2").tobytes())
    subprocess.run(["ojph_compress", "-i", pgm, "-o", codestream, *options], check=True, capture_output=True)
    subprocess.run(["ojph_expand", "-i", codestream, "-o", again], check=True, capture_output=True)
    with open(codestream, "rb") as f, open(again, "rb") as g:
        encoded, samples = f.read(), g.read()[-2 * stored.size :]
    for path in (pgm, codestream, again):
        os.remove(path)
    return encoded, numpy.frombuffer(samples, ">u2").astype("<u2").tobytes()


MPEG2 = "1.2.840.10008.1.2.4.100"
HTJ2K = {
    "HTJ2K": ("1.2.840.10008.1.2.4.201", ["-reversible", "true"]),
    "HTJ2K-RPCL": ("1.2.840.10008.1.2.4.202", ["-reversible", "true", "-prog_order", "RPCL", "-num_decomps", "3"]),
    "HTJ2K-lossy": ("1.2.840.10008.1.2.4.203", ["-qstep", "0.002"]),
}

for i, ds in enumerate(slices):
    stored = ds.pixel_array.astype(numpy.int32)
    write("unsigned", i, ds)

    signed = pydicom.dcmread(paths[i])
    signed.PixelData = (stored - 1024).astype("<i2").tobytes()
    signed.PixelRepresentation, signed.BitsStored, signed.HighBit = 1, 16, 15
    signed.RescaleIntercept = 0
    write("signed", i, signed)

    narrow = pydicom.dcmread(paths[i])
    eight = (stored // 16).astype(numpy.uint8).tobytes()
    narrow.PixelData = eight + b"\0" * (len(eight) % 2)
    narrow["PixelData"].VR = "OB"
    narrow.BitsAllocated, narrow.BitsStored, narrow.HighBit = 8, 8, 7
    narrow.RescaleSlope = 16
    write("eight", i, narrow)

    for name, (syntax, options) in HTJ2K.items():
        encoded, again = htj2k(stored, options)
        ht = pydicom.dcmread(paths[i])
        if name == "HTJ2K-lossy":
            ht.LossyImageCompression = "01"
        ht.PixelData = again
        write(f"{name}-raw", i, ht)
        ht.PixelData = encapsulate([encoded])
        ht["PixelData"].is_undefined_length = True
        # This pydicom knows no HTJ2K: written under another UID of the same length, restated in the bytes.
        ht.file_meta.TransferSyntaxUID = MPEG2
        path = write(name, i, ht)
        with open(path, "rb") as f:
            written = f.read()
        with open(path, "wb") as f:
            f.write(written.replace(MPEG2.encode(), syntax.encode(), 1))
