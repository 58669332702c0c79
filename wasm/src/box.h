#pragma once

#include "lattice.h"

#include <algorithm>
#include <cstring>
#include <vector>

namespace postop
{

/// A box of voxels: from `first` to `last`, both included.
struct VoxelBox
{
  int first[3];
  int last[3];

  bool    Empty() const { return last[0] < first[0]; }
  Lattice On(const Lattice & lattice) const
  {
    Lattice box = lattice;
    for (int axis = 0; axis < 3; ++axis)
      box.n[axis] = last[axis] - first[axis] + 1;
    return box;
  }
};

/// The smallest box that holds every voxel for which `isWanted(offset)`, grown by `border` voxels within the lattice.
template <typename TIsWanted>
VoxelBox BoundingBox(const Lattice & lattice, int border, TIsWanted isWanted)
{
  VoxelBox box = { { lattice.n[0], lattice.n[1], lattice.n[2] }, { -1, -1, -1 } };
  for (int k = 0; k < lattice.n[2]; ++k)
    for (int j = 0; j < lattice.n[1]; ++j)
    {
      const size_t row = lattice.Offset(0, j, k);
      int          i = 0;
      while (i < lattice.n[0] && !isWanted(row + i))
        ++i;
      if (i == lattice.n[0])
        continue;
      int end = lattice.n[0] - 1;
      while (!isWanted(row + end))
        --end;
      const int from[3] = { i, j, k };
      const int to[3] = { end, j, k };
      for (int axis = 0; axis < 3; ++axis)
      {
        box.first[axis] = std::min(box.first[axis], from[axis]);
        box.last[axis] = std::max(box.last[axis], to[axis]);
      }
    }
  if (box.Empty())
    return box;
  for (int axis = 0; axis < 3; ++axis)
  {
    box.first[axis] = std::max(box.first[axis] - border, 0);
    box.last[axis] = std::min(box.last[axis] + border, lattice.n[axis] - 1);
  }
  return box;
}

/// The voxels of a box as an array of their own.
inline std::vector<float> CopyOut(const float * whole, const Lattice & lattice, const VoxelBox & box)
{
  const Lattice      inner = box.On(lattice);
  std::vector<float> part(inner.Count());
  for (int k = 0; k < inner.n[2]; ++k)
    for (int j = 0; j < inner.n[1]; ++j)
      std::memcpy(&part[inner.Offset(0, j, k)],
                  &whole[lattice.Offset(box.first[0], box.first[1] + j, box.first[2] + k)],
                  sizeof(float) * inner.n[0]);
  return part;
}

/// Puts the voxels of a box back into the whole.
inline void CopyIn(const std::vector<float> & part, const Lattice & lattice, const VoxelBox & box, float * whole)
{
  const Lattice inner = box.On(lattice);
  for (int k = 0; k < inner.n[2]; ++k)
    for (int j = 0; j < inner.n[1]; ++j)
      std::memcpy(&whole[lattice.Offset(box.first[0], box.first[1] + j, box.first[2] + k)],
                  &part[inner.Offset(0, j, k)],
                  sizeof(float) * inner.n[0]);
}

} // namespace postop
