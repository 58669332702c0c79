#pragma once

#include "obstacle.h"

namespace postop
{

/// What an end of a straight line is: it may dip a little into what blocks there.
enum class SightEnd
{
  turn,   // a turn of a path, anywhere: not at all
  voxel,  // the centre of a voxel outside what blocks: into the allowance for thin walls
  target, // the target's surface: structures are drawn flush, so it may lie on an organ's
};

/// How deep, in voxels, a line may dip near one of its ends.
inline double DipAllowed(SightEnd end, bool isCrest)
{
  constexpr double anywhere = 0.02;
  if (end == SightEnd::turn)
    return anywhere;
  if (isCrest)
    return Obstacle::crestVoxels + 0.01;
  return end == SightEnd::target ? 0.2 : anywhere;
}

/**
 * Whether the straight line between two points (index space) is free of what blocks. Sphere tracing: every step is as long as the
 * clearance allows, and at least a tenth of a voxel: less than half the thickness that the thinnest wall has for `ClearanceAt`.
 */
inline bool IsFree(const Obstacle & obstacle, const IndexPoint & from, SightEnd atFrom, const IndexPoint & to, SightEnd atTo)
{
  constexpr double shortestStep = 0.1;
  constexpr double endVoxels = 0.5;
  const IndexPoint way = to - from;
  const double     length = Length(way);
  double           along = 0;
  while (true)
  {
    const double    fraction = length > 0 ? along / length : 0;
    const Clearance clearance = obstacle.ClearanceAt(from + fraction * way);
    double          dip = DipAllowed(SightEnd::turn, false);
    if (along < endVoxels)
      dip = std::max(dip, DipAllowed(atFrom, clearance.isCrest));
    if (length - along < endVoxels)
      dip = std::max(dip, DipAllowed(atTo, clearance.isCrest));
    if (clearance.distance < -dip)
      return false;
    if (clearance.distance > length - along || along >= length)
      return true;
    along = std::min(along + std::max(0.95 * clearance.distance, shortestStep), length);
  }
}

} // namespace postop
