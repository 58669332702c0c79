// Walls as they were drawn: zero crossings miss thin ones and round the rims of others, but both must block.
#pragma once
#include "redistance.h"

#include <cstdint>
#include <vector>

namespace postop
{

/// A wall less deep than this share of a voxel is thin: some of it may fall between voxel centres.
constexpr double kThinShare = 0.75;

/// Sets every mark within two voxels of one, axis by axis.
inline void
SpreadMarks(std::vector<uint8_t> & mark, const Lattice & lattice)
{
  const size_t stride[3] = { 1, size_t(lattice.n[0]), size_t(lattice.n[0]) * lattice.n[1] };
  std::vector<uint8_t> before;
  for (int axis = 0; axis < 3; ++axis)
  {
    // A slab of lines side by side; along i the line itself.
    const size_t step = stride[axis], slab = step * lattice.n[axis];
    for (size_t first = 0; first < mark.size(); first += slab)
    {
      before.assign(mark.begin() + std::ptrdiff_t(first), mark.begin() + std::ptrdiff_t(first + slab));
      for (size_t away : { step, 2 * step })
      {
        if (away >= slab) break;
        uint8_t * const low = &mark[first], * const high = &mark[first + away];
        for (size_t n = 0; n < slab - away; ++n) low[n] |= before[n + away];
        for (size_t n = 0; n < slab - away; ++n) high[n] |= before[n];
      }
    }
  }
}

/// Near a solid its level (the distance to the drawn surface) stands for the distance that was found from zero crossings
/// where those know less: from outside they see its edges rounded, up to 0.2 mm too far at the rim of a hole, and where it
/// is thin they miss it in part or altogether. Where they did miss some of it, the distances further out are found again
/// from the surface one voxel outside, which has no gaps. All in mm, negative inside.
inline void
KeepDrawnWalls(const std::vector<float> & level, const Lattice & lattice, double reachMm, float * distanceMm)
{
  const double h = lattice.h(), near = 2 * h, missed = h / 2;
  std::vector<uint8_t> isDeep(level.size());
  for (size_t n = 0; n < isDeep.size(); ++n) isDeep[n] = level[n] <= -kThinShare * h;
  SpreadMarks(isDeep, lattice);
  bool isWall = false;
  for (size_t n = 0; n < isDeep.size(); ++n)
  {
    const bool isThin = !isDeep[n];
    if (!(isThin || level[n] >= 0) || !(level[n] < near) || !(level[n] < distanceMm[n])) continue;
    isWall = isWall || (isThin && level[n] < distanceMm[n] - missed);
    distanceMm[n] = level[n];
  }
  if (!isWall) return;
  std::vector<float> outside = level, outer(level.size());
  for (float & d : outside) d -= float(h);
  Redistance(outside.data(), lattice, reachMm, outer.data());
  for (size_t n = 0; n < outer.size(); ++n)
    if (level[n] >= near && outer[n] + h < distanceMm[n] - missed) distanceMm[n] = outer[n] + float(h);
}

} // namespace postop
