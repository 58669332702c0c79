// Walls thinner than a voxel: no zero crossing shows them, but they must block.
#pragma once
#include "lattice.h"

#include <algorithm>
#include <vector>

namespace postop
{

/// A wall less deep than this share of a voxel is thin: some of it may fall between voxel centres.
constexpr double kThinShare = 0.75;

/// Greatest value within two voxels, axis by axis.
inline std::vector<float>
GreatestNearby(std::vector<float> value, const Lattice & lattice)
{
  const size_t stride[3] = { 1, size_t(lattice.n[0]), size_t(lattice.n[0]) * lattice.n[1] };
  std::vector<float> line;
  for (int axis = 0; axis < 3; ++axis)
  {
    const int n = lattice.n[axis];
    line.resize(size_t(n));
    for (size_t start = 0; start < value.size(); ++start)
    {
      if ((start / stride[axis]) % size_t(n) != 0) continue;
      for (int i = 0; i < n; ++i) line[i] = value[start + i * stride[axis]];
      for (int i = 0; i < n; ++i)
      {
        float most = line[i];
        for (int j = std::max(0, i - 2); j <= std::min(n - 1, i + 2); ++j) most = std::max(most, line[j]);
        value[start + i * stride[axis]] = most;
      }
    }
  }
  return value;
}

/// Where a solid is thin, its level near it (the distance to the drawn surface) stands for the distance that was found
/// from zero crossings, which miss such a wall in part or altogether. Both in mm, negative inside.
inline void
KeepThinWalls(const float * level, const Lattice & lattice, float * distanceMm)
{
  const double h = lattice.h();
  std::vector<float> depth(level, level + lattice.Count());
  for (float & d : depth) d = -d;
  depth = GreatestNearby(std::move(depth), lattice);
  for (size_t n = 0; n < lattice.Count(); ++n)
    if (level[n] < 2 * h && depth[n] < kThinShare * h && level[n] < distanceMm[n]) distanceMm[n] = level[n];
}

} // namespace postop
