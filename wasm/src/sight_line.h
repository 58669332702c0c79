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

constexpr double rounding = 0.02; // voxels

/**
 * How deep, in voxels, a line may dip near one of its ends: near a thin wall no deeper than what that was thickened by and than the end
 * itself lies in it.
 */
inline double DipAllowed(SightEnd end, const Clearance & atEnd, const Clearance & here)
{
  constexpr double flush = 0.2;
  if (end == SightEnd::turn)
    return rounding;
  if (here.thickening > 0)
    return std::max(std::min(-atEnd.distance, here.thickening) + 0.01, rounding);
  return end == SightEnd::target ? flush : rounding;
}

/**
 * Whether the straight line between two points (index space) is free of what blocks. Sphere tracing: every step is as long as the
 * clearance allows, and at least a tenth of a voxel: less than the core of the thinnest wall.
 */
inline bool IsFree(const Obstacle & obstacle, const IndexPoint & from, SightEnd atFrom, const IndexPoint & to, SightEnd atTo)
{
  constexpr double shortestStep = 0.1;
  constexpr double endVoxels = 0.5;
  const Clearance  start = obstacle.ClearanceAt(from);
  const Clearance  end = obstacle.ClearanceAt(to);
  const IndexPoint way = to - from;
  const double     length = Length(way);
  double           along = 0;
  Clearance        here = start;
  while (!(here.distance > length - along))
  {
    double dip = rounding;
    if (along < endVoxels)
      dip = DipAllowed(atFrom, start, here);
    if (length - along < endVoxels)
      dip = std::max(dip, DipAllowed(atTo, end, here));
    if (here.distance < -dip)
      return false;
    if (along >= length)
      return true;
    along = std::min(along + std::max(0.9 * here.distance, shortestStep), length);
    here = obstacle.ClearanceAt(from + (along / length) * way);
  }
  return true;
}

} // namespace postop
