#pragma once

#include "closest_seed.h"

namespace postop
{

/**
 * Distance in voxels from a point to the surface near its closest seed. On a smooth surface it is the distance to the seed's tangent
 * plane (an error of lateral^2 / 2 radii); elsewhere the seed slides along the surface as long as it comes closer.
 */
inline double DistanceNearSeed(const TrilinearField & level, const IndexPoint & from, const SurfaceSeed & seed)
{
  IndexPoint   foot = seed.point;
  IndexPoint   away = from - foot;
  const double height = Dot(away, seed.normal);
  const double lateralSquared = Dot(away, away) - height * height;
  if (seed.isSmooth && lateralSquared <= widestLateralVoxels * widestLateralVoxels)
    return std::fabs(height);
  double nearest = Length(away);
  double step = 1;
  for (int turn = 0; turn < 4; ++turn)
  {
    const IndexPoint gradient = level.Gradient(foot);
    const double     squared = Dot(gradient, gradient);
    if (!(squared > 1e-12))
      break;
    IndexPoint   slide = away - (Dot(away, gradient) / squared) * gradient;
    const double length = Length(slide);
    if (length < 0.01)
      break;
    IndexPoint next = foot + (step / std::max(length, 1.0)) * slide;
    if (!ProjectOntoSurface(level, next) || !(Length(from - next) < nearest))
    {
      step *= 0.5;
      continue;
    }
    foot = next;
    away = from - foot;
    nearest = Length(away);
  }
  return nearest;
}

/**
 * Signed distance in mm to the zero level of any continuous field (negative inside, linear between voxels), by the closest of its
 * sub-voxel crossings; beyond `reachMm` it is +-reachMm. The zero level keeps its place.
 * @throws std::invalid_argument for a grid that is not isotropic or a reach that is not positive
 */
inline void Redistance(const float * level, const Lattice & lattice, double reachMm, float * distanceMm)
{
  if (!(reachMm > 0) || !std::isfinite(reachMm))
    throw std::invalid_argument("the reach of a distance must be a positive number of mm");
  const double         h = lattice.h();
  const TrilinearField field(level, lattice);
  for (size_t offset = 0; offset < lattice.Count(); ++offset)
    distanceMm[offset] = static_cast<float>(level[offset] < 0 ? -reachMm : reachMm);
  const SurfaceSeeds seeds = FindSurfaceSeeds(field);
  if (seeds.all.empty())
    return;
  const double       reach = reachMm / h;
  const int          pad = static_cast<int>(std::min(std::ceil(reach), 1e6)) + 1;
  const int          grow[3][2] = { { pad, pad }, { pad, pad }, { pad, pad } };
  const OctantMetric euclidean = { { { 1, 1 }, { 1, 1 }, { 1, 1 } } };
  const ClosestSeeds closest = FindClosestSeeds(seeds, euclidean, BoxOfSeeds(seeds, lattice, grow));
  const double       furthest = (reach + 1) * (reach + 1);
  size_t             inner = 0;
  for (int k = closest.box.first[2]; k <= closest.box.last[2]; ++k)
    for (int j = closest.box.first[1]; j <= closest.box.last[1]; ++j)
      for (int i = closest.box.first[0]; i <= closest.box.last[0]; ++i, ++inner)
      {
        if (closest.cost[inner] > furthest)
          continue;
        const IndexPoint from = { { double(i), double(j), double(k) } };
        const double     distance = std::min(h * DistanceNearSeed(field, from, seeds.all[closest.seed[inner]]), reachMm);
        const size_t     offset = lattice.Offset(i, j, k);
        distanceMm[offset] = static_cast<float>(level[offset] < 0 ? -distance : distance);
      }
}

} // namespace postop
