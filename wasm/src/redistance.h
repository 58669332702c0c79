#pragma once

#include "closest_seed.h"
#include "sharp_edges.h"

namespace postop
{

/// A surface's seeds and what is known round each.
struct SeededSurface
{
  const TrilinearField & level;
  const SurfaceSeeds &   seeds;
  const SharpWedges &    wedges;
  const ClosestSeeds &   closest;

  const SharpWedge * WedgeOf(uint32_t number) const
  {
    return wedges.all.empty() || wedges.ofSeed[number] == SharpWedges::none ? nullptr : &wedges.all[wedges.ofSeed[number]];
  }

  /// The seed that is closest to a point's voxel; false off the box of known voxels.
  bool SeedNear(const IndexPoint & point, uint32_t & number) const
  {
    int at[3];
    for (int axis = 0; axis < 3; ++axis)
    {
      if (!(point[axis] > closest.box.first[axis] - 0.5 && point[axis] < closest.box.last[axis] + 0.5))
        return false;
      at[axis] = static_cast<int>(point[axis] + 0.5) - closest.box.first[axis];
    }
    number = closest.seed[closest.box.On(level.Grid()).Offset(at[0], at[1], at[2])];
    return number != ClosestSeeds::none;
  }
};

/// The distance to a surface point from the seed on as long as it comes closer.
inline double SlideFromSeed(const TrilinearField & level, const IndexPoint & from, const SurfaceSeed & seed)
{
  constexpr double leastGain = 0.002; // voxels
  IndexPoint foot = seed.point;
  IndexPoint gradient = level.Gradient(foot);
  IndexPoint away = from - foot;
  double     nearest = Length(away);
  double     step = 1;
  for (int turn = 0; turn < 4; ++turn)
  {
    const double squared = Dot(gradient, gradient);
    if (!(squared > 1e-12))
      break;
    const IndexPoint slide = away - (Dot(away, gradient) / squared) * gradient;
    const double     length = Length(slide);
    // The way along the surface shortens the distance by no more than length^2 / (2 distance).
    if (length * length < 2 * leastGain * nearest)
      break;
    IndexPoint next = foot + (step / std::max(length, 1.0)) * slide;
    IndexPoint there;
    if (!ProjectOntoSurface(level, next, there) || !(Length(from - next) < nearest))
    {
      step *= 0.5;
      continue;
    }
    foot = next;
    gradient = there;
    away = from - foot;
    nearest = Length(away);
  }
  return nearest;
}

/**
 * The closest point of a sharp edge, corner or face beside it: the foot on what the seed knows; where that foot lies beside the seed, on
 * what the seed there knows. False where that leads to no wedge.
 */
inline bool WalkToWedge(const SeededSurface & surface, const IndexPoint & from, uint32_t number, IndexPoint & foot)
{
  for (int turn = 0; turn < 4; ++turn)
  {
    const SurfaceSeed &      seed = surface.seeds.all[number];
    const SharpWedge * const wedge = surface.WedgeOf(number);
    const IndexPoint         onPlane = from - Dot(from - seed.point, seed.normal) * seed.normal;
    const bool               isFace = wedge && seed.flatness >= leastFlatCosine && wedge->Holds(onPlane, 0.05);
    if (!wedge && !seed.isSmooth)
      return false;
    foot = wedge && !isFace ? wedge->Foot(from) : onPlane;
    const IndexPoint beside = foot - seed.point;
    if (Dot(beside, beside) <= widestLateralVoxels * widestLateralVoxels)
      return wedge != nullptr;
    uint32_t next;
    if (!surface.SeedNear(foot, next))
      return false;
    if (next == number || turn == 3)
      return wedge != nullptr && Dot(beside, beside) <= 4;
    number = next;
  }
  return false;
}

/**
 * Distance in voxels from a point to the surface near its closest seed. On a smooth surface it is the distance to the seed's tangent
 * plane (an error of lateral^2 / 2 radii); beside a sharp edge or corner to its faces or to where they meet; elsewhere the seed slides
 * along the surface as long as it comes closer.
 */
inline double DistanceNearSeed(const SeededSurface & surface, const IndexPoint & from, uint32_t number)
{
  constexpr double    furthestBeforeSeed = 0.9; // voxels: an edge does not stand out further than this
  const SurfaceSeed & seed = surface.seeds.all[number];
  const IndexPoint    away = from - seed.point;
  const double        height = Dot(away, seed.normal);
  const bool          isBeside = Dot(away, away) - height * height > widestLateralVoxels * widestLateralVoxels;
  if (seed.isSmooth && !isBeside && !surface.WedgeOf(number))
    return std::fabs(height);
  IndexPoint foot;
  if (!surface.wedges.all.empty() && WalkToWedge(surface, from, number, foot))
    return std::min(std::max(Length(from - foot), Length(away) - furthestBeforeSeed), Length(away));
  return seed.isSmooth && !isBeside ? std::fabs(height) : SlideFromSeed(surface.level, from, seed);
}

constexpr double leastInsideMm = 1e-4; // a voxel on the surface stays on its side

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
  const SharpWedges  wedges = FindSharpWedges(field, seeds);
  const double       reach = reachMm / h;
  const int          pad = static_cast<int>(std::min(std::ceil(reach), 1e6)) + 1;
  const int          grow[3][2] = { { pad, pad }, { pad, pad }, { pad, pad } };
  const OctantMetric euclidean = { { { 1, 1 }, { 1, 1 }, { 1, 1 } } };
  const double       furthest = (reach + 1) * (reach + 1);
  const ClosestSeeds closest = FindClosestSeeds(seeds, euclidean, BoxOfSeeds(seeds, lattice, grow), furthest);
  const SeededSurface surface = { field, seeds, wedges, closest };
  size_t             inner = 0;
  for (int k = closest.box.first[2]; k <= closest.box.last[2]; ++k)
    for (int j = closest.box.first[1]; j <= closest.box.last[1]; ++j)
      for (int i = closest.box.first[0]; i <= closest.box.last[0]; ++i, ++inner)
      {
        if (!(closest.cost[inner] <= furthest))
          continue;
        const IndexPoint from = { { double(i), double(j), double(k) } };
        const double     distance = std::min(h * DistanceNearSeed(surface, from, closest.seed[inner]), reachMm);
        const size_t     offset = lattice.Offset(i, j, k);
        distanceMm[offset] = static_cast<float>(level[offset] < 0 ? -std::max(distance, leastInsideMm) : distance);
      }
}

} // namespace postop
