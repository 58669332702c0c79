#pragma once

#include "obstacle.h"

namespace postop
{

/**
 * Whether the straight line between two points (index space) is free of what blocks. Sphere tracing: every step is as long as the
 * clearance allows, and at least a tenth of a voxel: less than the thinnest wall. `dipAtEnd`: how deep, in voxels, the line may lie in a
 * thick wall near `to`.
 */
inline bool IsFree(const Obstacle & obstacle, const IndexPoint & from, const IndexPoint & to, double dipAtEnd = 0)
{
  constexpr double shortestStep = 0.1;
  constexpr double endVoxels = 0.5;
  constexpr double rounding = 0.005;
  const IndexPoint way = to - from;
  const double     length = Length(way);
  double           along = 0;
  Clearance        here = obstacle.ClearanceAt(from);
  while (!(here.distance > length - along))
  {
    const bool isAtEnd = length - along < endVoxels && here.thickening == 0;
    if (here.distance < -std::max(isAtEnd ? dipAtEnd : 0, rounding))
      return false;
    if (along >= length)
      return true;
    along = std::min(along + std::max(0.9 * here.distance, shortestStep), length);
    here = obstacle.ClearanceAt(from + (along / length) * way);
  }
  return true;
}

constexpr double flush = 0.2; // voxels: structures are drawn flush, so the target's surface may lie a little in what blocks

/// The same to a point of the target's surface.
inline bool IsTargetFree(const Obstacle & obstacle, const IndexPoint & from, const IndexPoint & targetPoint)
{
  return IsFree(obstacle, from, obstacle.MovedOut(targetPoint), flush);
}

} // namespace postop
