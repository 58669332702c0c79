#pragma once

#include "box.h"
#include "surface_seeds.h"

#include <limits>

namespace postop
{

constexpr double widestLateralVoxels = 0.9; // how far a smooth surface's closest seed may lie beside the closest point

/// A squared distance with its own unit in each of the six directions of the grid: cost = sum of weight * (displacement in voxels)^2.
struct OctantMetric
{
  double weight[3][2]; // by axis, for displacements from the seed to lower and to higher indices
};

/// The seed of least cost for every voxel of a box; none where that cost is above what was asked for.
struct ClosestSeeds
{
  static constexpr uint32_t none = 0xffffffffu;

  VoxelBox              box;
  std::vector<float>    cost;
  std::vector<uint32_t> seed;
};

/// Lines of a box along one axis, one after the other, with the least cost of each voxel and the seed it comes from.
class EnvelopePass
{
public:
  /// Costs above `furthest` do not matter: no parabola stands on them.
  EnvelopePass(int longest, double furthest)
    : m_furthest(furthest)
    , m_site(longest)
    , m_from(longest)
    , m_cost(longest)
    , m_seed(longest)
  {}

  /**
   * Lower envelope of the parabolas that stand on a line's voxels: cost'(x) = min over y of cost(y) + weight * (x - y)^2.
   * P. Felzenszwalb, D. Huttenlocher, Distance transforms of sampled functions, doi 10.4086/toc.2012.v008a019.
   * Ours: two weights, left and right of the foot (two such parabolas still cross once only), and the seed travels along.
   */
  void Run(float * cost, uint32_t * seed, int length, size_t stride, const double (&weight)[2])
  {
    int last = -1;
    for (int y = 0; y < length; ++y)
    {
      const double height = cost[y * stride];
      if (!(height < std::numeric_limits<float>::infinity()) || height > m_furthest)
        continue;
      double from = -std::numeric_limits<double>::infinity();
      while (last >= 0)
      {
        from = Crossing(m_site[last], m_cost[last], y, height, weight);
        if (from > m_from[last])
          break;
        --last;
      }
      if (last < 0)
        from = -std::numeric_limits<double>::infinity();
      ++last;
      m_site[last] = y;
      m_from[last] = from;
      m_cost[last] = height;
      m_seed[last] = seed[y * stride];
    }
    if (last < 0)
    {
      for (int x = 0; x < length; ++x)
        cost[x * stride] = std::numeric_limits<float>::infinity();
      return;
    }
    int parabola = 0;
    for (int x = 0; x < length; ++x)
    {
      while (parabola < last && m_from[parabola + 1] < x)
        ++parabola;
      const double away = x - m_site[parabola];
      cost[x * stride] = static_cast<float>(m_cost[parabola] + weight[away > 0] * away * away);
      seed[x * stride] = m_seed[parabola];
    }
  }

private:
  /// Where the parabola on `right` becomes the lower one.
  static double Crossing(int left, double leftCost, int right, double rightCost, const double (&weight)[2])
  {
    const double apart = right - left;
    const double atLeft = leftCost - rightCost - weight[0] * apart * apart;
    if (atLeft >= 0)
      return left - atLeft / (2 * weight[0] * apart);
    const double atRight = leftCost - rightCost + weight[1] * apart * apart;
    if (atRight <= 0)
      return right - atRight / (2 * weight[1] * apart);
    const double b = weight[0] * apart;
    return left - atLeft / (b + std::sqrt(b * b - (weight[1] - weight[0]) * atLeft));
  }

  double                m_furthest;
  std::vector<int>      m_site;
  std::vector<double>   m_from;
  std::vector<double>   m_cost;
  std::vector<uint32_t> m_seed;
};

/// The first pass, along the seeds' own axis: the seed before and the seed after each voxel, at their fractions of a voxel.
inline void SeedLines(const SurfaceSeeds & seeds, int axis, const OctantMetric & metric, double furthest, ClosestSeeds & closest)
{
  const Lattice inner = closest.box.On({ { 0, 0, 0 }, { 1, 1, 1 } });
  const size_t  stride[3] = { 1, static_cast<size_t>(inner.n[0]), static_cast<size_t>(inner.n[0]) * inner.n[1] };
  const double  reach[2] = { std::sqrt(furthest / metric.weight[axis][0]), std::sqrt(furthest / metric.weight[axis][1]) };
  for (uint32_t number = seeds.first[axis]; number < seeds.first[axis + 1]; ++number)
  {
    const IndexPoint & point = seeds.all[number].point;
    size_t             line = 0;
    for (int other = 0; other < 3; ++other)
      if (other != axis)
        line += stride[other] * (static_cast<int>(point[other]) - closest.box.first[other]);
    const double place = point[axis] - closest.box.first[axis];
    const int    first = static_cast<int>(std::max(0.0, place - reach[0]));
    const int    last = static_cast<int>(std::min(inner.n[axis] - 1.0, place + reach[1] + 1));
    for (int x = first; x <= last; ++x)
    {
      const double away = x - place;
      const float  value = static_cast<float>(metric.weight[axis][away > 0] * away * away);
      const size_t offset = line + stride[axis] * x;
      if (value < closest.cost[offset])
      {
        closest.cost[offset] = value;
        closest.seed[offset] = number;
      }
    }
  }
}

/// Costs of the seeds of one axis over the whole box, into `closest`, which has none yet.
inline void SpreadSeeds(const SurfaceSeeds & seeds, int axis, const OctantMetric & metric, double furthest, ClosestSeeds & closest)
{
  const Lattice inner = closest.box.On({ { 0, 0, 0 }, { 1, 1, 1 } });
  const size_t  stride[3] = { 1, static_cast<size_t>(inner.n[0]), static_cast<size_t>(inner.n[0]) * inner.n[1] };
  EnvelopePass  pass(std::max(inner.n[0], std::max(inner.n[1], inner.n[2])), furthest);
  SeedLines(seeds, axis, metric, furthest, closest);
  for (int along = 0; along < 3; ++along)
  {
    if (along == axis)
      continue;
    const int first = along == 0 ? 1 : 0;
    const int second = 3 - along - first;
    for (int b = 0; b < inner.n[second]; ++b)
      for (int a = 0; a < inner.n[first]; ++a)
      {
        const size_t line = stride[first] * a + stride[second] * b;
        pass.Run(&closest.cost[line], &closest.seed[line], inner.n[along], stride[along], metric.weight[along]);
      }
  }
}

/**
 * The closest seed of every voxel of a box, exactly: three separable transforms, one for the crossings along each axis, since only their
 * own axis has fractions of a voxel; the least of the three. Only costs up to `furthest` are right, for a cost only grows from pass to
 * pass: what is above it after one may be left out of the next.
 */
inline ClosestSeeds FindClosestSeeds(const SurfaceSeeds & seeds, const OctantMetric & metric, const VoxelBox & box,
                                     double furthest = std::numeric_limits<double>::infinity())
{
  constexpr float infinity = std::numeric_limits<float>::infinity();
  const size_t    count = box.On({ { 0, 0, 0 }, { 1, 1, 1 } }).Count();
  ClosestSeeds    closest = { box, std::vector<float>(count, infinity), std::vector<uint32_t>(count, ClosestSeeds::none) };
  ClosestSeeds    other = { box, {}, {} };
  for (int axis = 0; axis < 3; ++axis)
  {
    if (seeds.first[axis] == seeds.first[axis + 1])
      continue;
    if (axis == 0)
    {
      SpreadSeeds(seeds, axis, metric, furthest, closest);
      continue;
    }
    other.cost.assign(count, infinity);
    other.seed.resize(count);
    SpreadSeeds(seeds, axis, metric, furthest, other);
    for (size_t offset = 0; offset < count; ++offset)
      if (other.cost[offset] < closest.cost[offset])
      {
        closest.cost[offset] = other.cost[offset];
        closest.seed[offset] = other.seed[offset];
      }
  }
  return closest;
}

/// The box of all seeds, grown by a number of voxels to lower and to higher indices, within the lattice.
inline VoxelBox BoxOfSeeds(const SurfaceSeeds & seeds, const Lattice & lattice, const int (&grow)[3][2])
{
  VoxelBox box = { { lattice.n[0], lattice.n[1], lattice.n[2] }, { -1, -1, -1 } };
  for (const SurfaceSeed & seed : seeds.all)
    for (int axis = 0; axis < 3; ++axis)
    {
      box.first[axis] = std::min(box.first[axis], static_cast<int>(seed.point[axis]));
      box.last[axis] = std::max(box.last[axis], static_cast<int>(std::ceil(seed.point[axis])));
    }
  for (int axis = 0; axis < 3; ++axis)
  {
    box.first[axis] = std::max(box.first[axis] - grow[axis][0], 0);
    box.last[axis] = std::min(box.last[axis] + grow[axis][1], lattice.n[axis] - 1);
  }
  return box;
}

} // namespace postop
