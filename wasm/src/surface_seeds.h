#pragma once

#include "trilinear.h"

#include <cstdint>
#include <vector>

namespace postop
{

/// A point where a field's zero level crosses a line between two neighbouring voxels, with the surface's outward normal there.
struct SurfaceSeed
{
  IndexPoint point;
  IndexPoint normal;   // unit length, towards rising values; zero where it is not known
  bool       isSmooth; // the surface is nearly flat over a voxel here, so the normal can be trusted
  float      flatness; // cosine between the gradients at both ends of the crossed edge
  float      slope;    // length of the gradient a voxel unit
};

/// The seeds of each axis: crossings of the lines along i, j and k, in the order of the lattice.
struct SurfaceSeeds
{
  std::vector<SurfaceSeed> all;
  uint32_t                 first[4]; // seeds of axis a: all[first[a]] up to all[first[a + 1]]
};

constexpr double leastSmoothCosine = 0.93; // between the gradients at both ends of a crossed edge: a radius of three voxels or more
constexpr double leastFlatCosine = 0.99; // a radius of seven voxels or more

inline SurfaceSeed MakeSeed(const TrilinearField & level, size_t offset, const int (&index)[3], int axis)
{
  const double lower = level[offset];
  const double upper = level[offset + level.Stride(axis)];
  const double fraction = lower / (lower - upper);
  SurfaceSeed  seed = { { { double(index[0]), double(index[1]), double(index[2]) } }, { { 0, 0, 0 } }, false, 0, 0 };
  seed.point[axis] += fraction;
  int next[3] = { index[0], index[1], index[2] };
  ++next[axis];
  const IndexPoint below = level.GradientAtVoxel(offset, index);
  const IndexPoint above = level.GradientAtVoxel(offset + level.Stride(axis), next);
  const double     lengths = Length(below) * Length(above);
  const IndexPoint mean = below + fraction * (above - below);
  const double     length = Length(mean);
  if (lengths > 0 && length > 0)
  {
    seed.normal = (1 / length) * mean;
    seed.isSmooth = Dot(below, above) >= leastSmoothCosine * lengths;
    seed.flatness = static_cast<float>(Dot(below, above) / lengths);
    seed.slope = static_cast<float>(length);
  }
  return seed;
}

/**
 * Every sub-voxel zero crossing of a field along the grid's lines (linear between voxels; inside is negative).
 * A smooth crossing that its line meets at a grazing angle is left out: a line along another axis meets the surface there more squarely.
 */
inline SurfaceSeeds FindSurfaceSeeds(const TrilinearField & level)
{
  constexpr double leastNormalComponent = 0.45; // the largest of three is at least 0.577
  const Lattice &  lattice = level.Grid();
  SurfaceSeeds     seeds;
  for (int axis = 0; axis < 3; ++axis)
  {
    seeds.first[axis] = static_cast<uint32_t>(seeds.all.size());
    const int    last[3] = { lattice.n[0] - (axis == 0), lattice.n[1] - (axis == 1), lattice.n[2] - (axis == 2) };
    const size_t stride = level.Stride(axis);
    int          index[3];
    for (index[2] = 0; index[2] < last[2]; ++index[2])
      for (index[1] = 0; index[1] < last[1]; ++index[1])
      {
        size_t offset = lattice.Offset(0, index[1], index[2]);
        for (index[0] = 0; index[0] < last[0]; ++index[0], ++offset)
        {
          if ((level[offset] < 0) == (level[offset + stride] < 0))
            continue;
          const SurfaceSeed seed = MakeSeed(level, offset, index, axis);
          if (!seed.isSmooth || std::fabs(seed.normal[axis]) >= leastNormalComponent)
            seeds.all.push_back(seed);
        }
      }
  }
  seeds.first[3] = static_cast<uint32_t>(seeds.all.size());
  return seeds;
}

/// Moves a point onto the zero level along the gradient; false where there is none within half a voxel or so.
inline bool ProjectOntoSurface(const TrilinearField & level, IndexPoint & point)
{
  for (int step = 0; step < 2; ++step)
  {
    const double     value = level.Value(point);
    const IndexPoint gradient = level.Gradient(point);
    const double     squared = Dot(gradient, gradient);
    if (!(squared > 1e-12))
      return false;
    point = point - (value / squared) * gradient;
  }
  const IndexPoint gradient = level.Gradient(point);
  return std::fabs(level.Value(point)) < 0.05 * Length(gradient);
}

} // namespace postop
