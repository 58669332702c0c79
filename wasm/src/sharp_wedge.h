#pragma once

#include "trilinear.h"

#include <cmath>

namespace postop
{

/// Two or three flat faces that meet in a sharp edge or corner: a convex wedge, of the inside at a ridge, of the outside at a groove.
struct SharpWedge
{
  int        count;
  IndexPoint point[3];
  IndexPoint normal[3]; // unit length, out of the convex side
  double     slope[3];  // of the field beside each face, a voxel
  double     side;      // 1 at a ridge, -1 at a groove

  double Height(int face, const IndexPoint & from) const { return Dot(from - point[face], normal[face]); }

  bool Holds(const IndexPoint & from, double toleranceVoxels) const
  {
    for (int face = 0; face < count; ++face)
      if (Height(face, from) > toleranceVoxels)
        return false;
    return true;
  }

  /// Whether another wedge has these faces and one more.
  bool IsPartOf(const SharpWedge & other) const
  {
    constexpr double sameCosine = 0.985; // 10 degrees
    constexpr double sameHeight = 0.3;   // voxels
    if (other.count <= count)
      return false;
    for (int face = 0; face < count; ++face)
    {
      bool isFound = false;
      for (int same = 0; same < other.count; ++same)
        isFound = isFound || (Dot(normal[face], other.normal[same]) > sameCosine && std::fabs(Height(face, other.point[same])) < sameHeight);
      if (!isFound)
        return false;
    }
    return true;
  }

  /// The point of the wedge's surface that is closest: on a face, on an edge of two faces, or the corner.
  IndexPoint Foot(const IndexPoint & from) const
  {
    constexpr double tolerance = 1e-9;
    int              highest = 0;
    for (int face = 1; face < count; ++face)
      if (Height(face, from) > Height(highest, from))
        highest = face;
    const IndexPoint below = from - Height(highest, from) * normal[highest];
    if (Height(highest, from) <= 0 || Holds(below, tolerance))
      return below;
    for (int face = 0; face < count; ++face)
    {
      const double height = Height(face, from);
      if (height > 0 && Holds(from - height * normal[face], tolerance))
        return from - height * normal[face];
    }
    for (int a = 0; a < count; ++a)
      for (int b = a + 1; b < count; ++b)
      {
        const double cosine = Dot(normal[a], normal[b]);
        const double squaredSine = 1 - cosine * cosine;
        if (squaredSine < 1e-6)
          continue;
        const double alongA = (Height(a, from) - cosine * Height(b, from)) / squaredSine;
        const double alongB = (Height(b, from) - cosine * Height(a, from)) / squaredSine;
        const IndexPoint foot = from - alongA * normal[a] - alongB * normal[b];
        if (alongA >= 0 && alongB >= 0 && Holds(foot, tolerance))
          return foot;
      }
    return count == 3 ? Corner(below) : below;
  }

private:
  IndexPoint Corner(const IndexPoint & otherwise) const
  {
    const IndexPoint bc = Cross(normal[1], normal[2]);
    const double     volume = Dot(normal[0], bc);
    if (std::fabs(volume) < 1e-3)
      return otherwise;
    const IndexPoint ca = Cross(normal[2], normal[0]);
    const IndexPoint ab = Cross(normal[0], normal[1]);
    return (1 / volume) * (Dot(point[0], normal[0]) * bc + Dot(point[1], normal[1]) * ca + Dot(point[2], normal[2]) * ab);
  }

  static IndexPoint Cross(const IndexPoint & a, const IndexPoint & b)
  {
    return { { a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0] } };
  }
};

} // namespace postop
