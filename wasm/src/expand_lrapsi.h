#pragma once

#include "closest_seed.h"

namespace postop
{

/// Margins in mm by patient direction; zero: no growth that way.
struct LrapsiMargins
{
  double leftMm;
  double rightMm;
  double anteriorMm;
  double posteriorMm;
  double superiorMm;
  double inferiorMm;
};

/// The body that the target is summed with: an eighth of an ellipsoid in each octant; semi-axes in voxels by axis and direction.
struct OctantBody
{
  double axes[3][2]; // towards lower and towards higher indices

  double Towards(int axis, double component) const { return axes[axis][component > 0]; }

  /// How far a flat surface with this outward normal moves out.
  double Support(const IndexPoint & normal) const
  {
    double squared = 0;
    for (int axis = 0; axis < 3; ++axis)
    {
      const double reach = Towards(axis, normal[axis]) * normal[axis];
      squared += reach * reach;
    }
    return std::sqrt(squared);
  }

  /// The body's point furthest along a normal.
  IndexPoint Furthest(const IndexPoint & normal) const
  {
    const double support = Support(normal);
    IndexPoint   point = { { 0, 0, 0 } };
    if (support > 0)
      for (int axis = 0; axis < 3; ++axis)
        point[axis] = Towards(axis, normal[axis]) * Towards(axis, normal[axis]) * normal[axis] / support;
    return point;
  }

  /// Signed distance of a displacement to the body's surface, exact to first order there; a missing direction counts as 0.02 voxels.
  double Outside(const IndexPoint & displacement) const
  {
    double scaled = 0;
    double slope = 0;
    for (int axis = 0; axis < 3; ++axis)
    {
      const double reach = std::max(Towards(axis, displacement[axis]), 0.02);
      const double ratio = displacement[axis] / reach;
      scaled += ratio * ratio;
      slope += ratio * ratio / (reach * reach);
    }
    return slope > 0 ? (scaled - std::sqrt(scaled)) / std::sqrt(slope) : -0.02;
  }
};

/// A seed's tangent plane moved out by the body, seen from a point; lengths in voxels.
struct ExpandedPlane
{
  double     distance; // signed, negative inside
  double     misfit;   // how far the seed lies beside the surface point that this plane would need; infinite without a trusted normal
  IndexPoint beside;   // from the seed to the surface point that the body, scaled to reach the point, would touch
};

inline ExpandedPlane PlaneFromSeed(const OctantBody & body, const IndexPoint & from, const SurfaceSeed & seed)
{
  const IndexPoint away = from - seed.point;
  const double     height = Dot(away, seed.normal);
  const double     support = body.Support(seed.normal);
  const IndexPoint furthest = body.Furthest(seed.normal);
  const IndexPoint scaled = support > 0 ? (height / support) * furthest : height * seed.normal;
  const double     distance = height - support;
  const double     misfit = Length(away - furthest - distance * seed.normal);
  return { distance, seed.isSmooth ? misfit : std::numeric_limits<double>::infinity(), away - scaled };
}

/// The plane that fits best among the seeds of a voxel and its neighbours.
inline ExpandedPlane BestPlaneAround(const OctantBody & body, const SurfaceSeeds & seeds, const ClosestSeeds & closest, const int (&index)[3], const IndexPoint & from)
{
  const Lattice inner = closest.box.On({ { 0, 0, 0 }, { 1, 1, 1 } });
  ExpandedPlane best = PlaneFromSeed(body, from, seeds.all[closest.seed[inner.Offset(index[0], index[1], index[2])]]);
  for (int k = std::max(index[2] - 1, 0); k <= std::min(index[2] + 1, inner.n[2] - 1); ++k)
    for (int j = std::max(index[1] - 1, 0); j <= std::min(index[1] + 1, inner.n[1] - 1); ++j)
      for (int i = std::max(index[0] - 1, 0); i <= std::min(index[0] + 1, inner.n[0] - 1); ++i)
      {
        const ExpandedPlane plane = PlaneFromSeed(body, from, seeds.all[closest.seed[inner.Offset(i, j, k)]]);
        if (plane.misfit < best.misfit)
          best = plane;
      }
  return best;
}

/**
 * Signed distance in voxels from a voxel to the expanded surface. Where the target is smooth: to the tangent plane of its seed, moved
 * out; the seed of least cost is the right one on the expanded surface only, so beside it a neighbour's may fit better where margins
 * differ much. At the target's edges: to the body set on the seed, or on the surface point beside it.
 */
inline double ExpandedDistance(const TrilinearField & target, const OctantBody & body, const SurfaceSeeds & seeds, const ClosestSeeds & closest, const int (&index)[3])
{
  const Lattice       inner = closest.box.On({ { 0, 0, 0 }, { 1, 1, 1 } });
  const IndexPoint    from = { { double(index[0] + closest.box.first[0]), double(index[1] + closest.box.first[1]), double(index[2] + closest.box.first[2]) } };
  const SurfaceSeed & seed = seeds.all[closest.seed[inner.Offset(index[0], index[1], index[2])]];
  const ExpandedPlane own = PlaneFromSeed(body, from, seed);
  const double        farOff = 3;
  if (own.misfit <= widestLateralVoxels)
    return own.distance;
  if (std::fabs(own.distance) < farOff)
  {
    const ExpandedPlane best = BestPlaneAround(body, seeds, closest, index, from);
    if (best.misfit <= widestLateralVoxels)
      return best.distance;
  }
  const double beside = Length(own.beside);
  if (seed.isSmooth && beside <= widestLateralVoxels)
    return own.distance;
  const double point = body.Outside(from - seed.point);
  IndexPoint   foot = seed.point + (1 / std::max(beside, 1.0)) * own.beside;
  IndexPoint   gradient;
  return ProjectOntoSurface(target, foot, gradient) ? std::min(point, body.Outside(from - foot)) : point;
}

/**
 * How deep a voxel of the target lies under its own nearest face at least, in mm: the face moves out by the body's reach, perhaps not at
 * all, and then a seed of least cost far behind it says nothing about it.
 */
inline double InsideBound(const TrilinearField & target, const OctantBody & body, size_t offset, const int (&index)[3])
{
  const IndexPoint gradient = target.GradientAtVoxel(offset, index);
  const double     length = Length(gradient);
  const double     reach = length > 0 ? body.Support((1 / length) * gradient) : 0;
  return target[offset] - reach * target.Grid().h();
}

/**
 * Minkowski sum of the target with ellipsoidal octants: a field that is negative inside, in mm near its zero level, never above the
 * target's own. `target` is a signed distance in mm. The grid's axes are the patient's: i to the left, j to posterior, k to superior.
 * Separable: three passes of lower envelopes with a parabola of two halves, on the target's sub-voxel crossings.
 * @throws std::invalid_argument for a margin that is negative or not a number, or a grid that is not isotropic
 */
inline void ExpandLrapsi(const float * target, const Lattice & lattice, const LrapsiMargins & margins, float * field)
{
  const double h = lattice.h();
  const double byAxis[3][2] = { { margins.rightMm, margins.leftMm },
                                { margins.anteriorMm, margins.posteriorMm },
                                { margins.inferiorMm, margins.superiorMm } };
  const double leastSearch = 0.3; // voxels: a direction without growth is still searched this far, so that every voxel finds its seed
  OctantBody   body;
  OctantMetric metric;
  int          grow[3][2];
  double       largest = 0;
  for (int axis = 0; axis < 3; ++axis)
    for (int side = 0; side < 2; ++side)
    {
      const double margin = byAxis[axis][side];
      if (!(margin >= 0) || !std::isfinite(margin))
        throw std::invalid_argument("a margin must be zero or a positive number of mm");
      largest = std::max(largest, margin);
      body.axes[axis][side] = margin / h;
      const double reach = std::max(margin / h, leastSearch);
      metric.weight[axis][side] = 1 / (reach * reach);
      grow[axis][side] = static_cast<int>(std::min(std::ceil(margin / h), 1e6)) + 2;
    }
  const TrilinearField surface(target, lattice);
  for (size_t offset = 0; offset < lattice.Count(); ++offset)
    field[offset] = target[offset] < 0 ? target[offset] : static_cast<float>(std::max(target[offset] - largest, h));
  const SurfaceSeeds seeds = largest > 0 ? FindSurfaceSeeds(surface) : SurfaceSeeds{};
  if (largest == 0)
    std::copy(target, target + lattice.Count(), field);
  if (seeds.all.empty())
    return;
  const ClosestSeeds closest = FindClosestSeeds(seeds, metric, BoxOfSeeds(seeds, lattice, grow));
  const Lattice      inner = closest.box.On(lattice);
  int                index[3];
  for (index[2] = 0; index[2] < inner.n[2]; ++index[2])
    for (index[1] = 0; index[1] < inner.n[1]; ++index[1])
      for (index[0] = 0; index[0] < inner.n[0]; ++index[0])
      {
        const size_t offset =
          lattice.Offset(index[0] + closest.box.first[0], index[1] + closest.box.first[1], index[2] + closest.box.first[2]);
        double expanded = h * ExpandedDistance(surface, body, seeds, closest, index);
        if (target[offset] < 0)
        {
          const int at[3] = { index[0] + closest.box.first[0], index[1] + closest.box.first[1], index[2] + closest.box.first[2] };
          expanded = std::max(expanded, InsideBound(surface, body, offset, at));
        }
        field[offset] = std::min(target[offset], static_cast<float>(expanded));
      }
}

} // namespace postop
