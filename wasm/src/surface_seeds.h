#pragma once

#include "trilinear.h"

#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace postop
{

/// A point where a field's zero level crosses a line between two neighbouring voxels, with the surface's outward normal there.
struct SurfaceSeed
{
  IndexPoint point;
  IndexPoint normal;   // unit length, towards rising values; zero where it is not known
  bool       isSmooth; // the surface is nearly flat over a voxel here, so the normal can be trusted
  float      flatness; // cosine between the gradients at both ends of the crossed edge
  float      slope;    // length of the gradient a voxel unit
};

/// The seeds of each axis: crossings of the lines along i, j and k, in the order of the lattice.
struct SurfaceSeeds
{
  std::vector<SurfaceSeed> all;
  uint32_t                 first[4]; // seeds of axis a: all[first[a]] up to all[first[a + 1]]
};

constexpr double leastSmoothCosine = 0.93; // between the gradients at both ends of a crossed edge: a radius of three voxels or more
constexpr double leastFlatCosine = 0.99; // a radius of seven voxels or more

inline SurfaceSeed MakeSeed(const TrilinearField & level, size_t offset, const int (&index)[3], int axis)
{
  const double lower = level[offset];
  const double upper = level[offset + level.Stride(axis)];
  const double fraction = std::isfinite(lower) ? lower / (lower - upper) : 1; // a level may be infinite outside
  SurfaceSeed  seed = { { { double(index[0]), double(index[1]), double(index[2]) } }, { { 0, 0, 0 } }, false, 0, 0 };
  seed.point[axis] += fraction;
  int next[3] = { index[0], index[1], index[2] };
  ++next[axis];
  const IndexPoint below = level.GradientAtVoxel(offset, index);
  const IndexPoint above = level.GradientAtVoxel(offset + level.Stride(axis), next);
  const double     lengths = Length(below) * Length(above);
  const IndexPoint mean = below + fraction * (above - below);
  const double     length = Length(mean);
  if (lengths > 0 && length > 0)
  {
    seed.normal = (1 / length) * mean;
    seed.isSmooth = Dot(below, above) >= leastSmoothCosine * lengths;
    seed.flatness = static_cast<float>(Dot(below, above) / lengths);
    seed.slope = static_cast<float>(length);
  }
  return seed;
}

/**
 * Every sub-voxel zero crossing of a field along the grid's lines (linear between voxels; inside is negative).
 * A smooth crossing that its line meets at a grazing angle is left out: a line along another axis meets the surface there more squarely.
 */
inline SurfaceSeeds FindSurfaceSeeds(const TrilinearField & level)
{
  constexpr double leastNormalComponent = 0.45; // the largest of three is at least 0.577
  const Lattice &  lattice = level.Grid();
  SurfaceSeeds     seeds;
  for (int axis = 0; axis < 3; ++axis)
  {
    seeds.first[axis] = static_cast<uint32_t>(seeds.all.size());
    const int    last[3] = { lattice.n[0] - (axis == 0), lattice.n[1] - (axis == 1), lattice.n[2] - (axis == 2) };
    const size_t stride = level.Stride(axis);
    int          index[3];
    for (index[2] = 0; index[2] < last[2]; ++index[2])
      for (index[1] = 0; index[1] < last[1]; ++index[1])
      {
        size_t offset = lattice.Offset(0, index[1], index[2]);
        for (index[0] = 0; index[0] < last[0]; ++index[0], ++offset)
        {
          if ((level[offset] < 0) == (level[offset + stride] < 0))
            continue;
          const SurfaceSeed seed = MakeSeed(level, offset, index, axis);
          if (!seed.isSmooth || std::fabs(seed.normal[axis]) >= leastNormalComponent)
            seeds.all.push_back(seed);
        }
      }
  }
  seeds.first[3] = static_cast<uint32_t>(seeds.all.size());
  return seeds;
}

/// Moves a point onto the zero level along the gradient, and gives the gradient there; false where there is no level within half a voxel
/// or so.
inline bool ProjectOntoSurface(const TrilinearField & level, IndexPoint & point, IndexPoint & gradient)
{
  gradient = level.Gradient(point);
  const double squared = Dot(gradient, gradient);
  if (!(squared > 1e-12))
    return false;
  for (int step = 0; step < 2; ++step)
    point = point - (level.Value(point) / squared) * gradient;
  gradient = level.Gradient(point);
  return std::fabs(level.Value(point)) < 0.05 * Length(gradient);
}

/// Some of a surface's seeds, by bricks of voxels.
class SeedBricks
{
public:
  SeedBricks(const SurfaceSeeds & seeds, const std::vector<uint32_t> & numbers, const Lattice & lattice)
    : m_seeds(seeds)
    , m_number(numbers.size())
  {
    for (int axis = 0; axis < 3; ++axis)
      m_n[axis] = lattice.n[axis] / edge + 1;
    m_first.assign(static_cast<size_t>(m_n[0]) * m_n[1] * m_n[2] + 1, 0);
    for (const uint32_t number : numbers)
      ++m_first[BrickOf(seeds.all[number].point) + 1];
    for (size_t brick = 1; brick < m_first.size(); ++brick)
      m_first[brick] += m_first[brick - 1];
    std::vector<uint32_t> next(m_first.begin(), m_first.end() - 1);
    for (const uint32_t number : numbers)
      m_number[next[BrickOf(seeds.all[number].point)]++] = number;
  }

  /// Squared distance in voxels and number of each seed within a radius, the closest first.
  void Within(const IndexPoint & centre, double radius, std::vector<std::pair<double, uint32_t>> & found) const
  {
    found.clear();
    int first[3];
    int last[3];
    for (int axis = 0; axis < 3; ++axis)
    {
      first[axis] = std::max(static_cast<int>(centre[axis] - radius), 0) / edge;
      last[axis] = std::min(static_cast<int>(centre[axis] + radius) / edge, m_n[axis] - 1);
    }
    for (int k = first[2]; k <= last[2]; ++k)
      for (int j = first[1]; j <= last[1]; ++j)
        for (int i = first[0]; i <= last[0]; ++i)
        {
          const size_t brick = Brick(i, j, k);
          for (uint32_t at = m_first[brick]; at < m_first[brick + 1]; ++at)
          {
            const IndexPoint away = m_seeds.all[m_number[at]].point - centre;
            const double     squared = Dot(away, away);
            if (squared <= radius * radius)
              found.emplace_back(squared, m_number[at]);
          }
        }
    std::sort(found.begin(), found.end());
  }

private:
  static constexpr int edge = 4; // voxels

  size_t Brick(int i, int j, int k) const { return i + static_cast<size_t>(m_n[0]) * (j + static_cast<size_t>(m_n[1]) * k); }
  size_t BrickOf(const IndexPoint & p) const { return Brick(static_cast<int>(p[0]) / edge, static_cast<int>(p[1]) / edge, static_cast<int>(p[2]) / edge); }

  const SurfaceSeeds &  m_seeds;
  int                   m_n[3];
  std::vector<uint32_t> m_first;
  std::vector<uint32_t> m_number;
};

constexpr size_t fewestFaceSeeds = 3;

/// The tangent plane of one face beside an edge, carried on to the edge along the face's curvature.
struct FacePlane
{
  IndexPoint point;
  IndexPoint normal;
  double     slope; // of the field, a voxel
};

/// The tangent plane next to `edge` of the face that some seeds lie on; false where they do not lie on one smooth face.
inline bool FitFacePlane(const SurfaceSeeds & seeds, std::vector<uint32_t> numbers, const IndexPoint & edge, FacePlane & plane)
{
  constexpr double widestResidual = 0.1; // voxels
  constexpr double straight = 0.003;     // voxels
  while (numbers.size() >= fewestFaceSeeds)
  {
    const double share = 1.0 / numbers.size();
    plane = { { { 0, 0, 0 } }, { { 0, 0, 0 } }, 0 };
    for (const uint32_t number : numbers)
    {
      const SurfaceSeed & seed = seeds.all[number];
      plane.point = plane.point + share * seed.point;
      plane.normal = plane.normal + share * seed.normal;
      plane.slope += share * seed.slope;
    }
    plane.normal = (1 / Length(plane.normal)) * plane.normal;
    IndexPoint towards = edge - plane.point;
    towards = towards - Dot(towards, plane.normal) * plane.normal;
    const double distance = Length(towards);
    if (!(distance > 0))
      return true;
    towards = (1 / distance) * towards;
    double turned = 0;
    double moved = 0;
    for (const uint32_t number : numbers)
    {
      const double along = Dot(seeds.all[number].point - plane.point, towards);
      turned += along * Dot(seeds.all[number].normal, towards);
      moved += along * along;
    }
    double curvature = 0;
    double tilt = 0;
    double worst = std::numeric_limits<double>::infinity();
    size_t odd = 0;
    for (const bool isCurved : { false, true })
    {
      const double bend = isCurved && moved > 0.05 ? std::min(std::max(turned / moved, -0.15), 0.15) : 0.0;
      double       rise = 0;
      for (const uint32_t number : numbers)
      {
        const IndexPoint beside = seeds.all[number].point - plane.point;
        const double     along = Dot(beside, towards);
        rise += along * (Dot(beside, plane.normal) + bend * along * along / 2);
      }
      rise = moved > 1 ? rise / moved : 0;
      double highest = 0;
      size_t furthest = 0;
      for (size_t at = 0; at < numbers.size(); ++at)
      {
        const IndexPoint beside = seeds.all[numbers[at]].point - plane.point;
        const double     along = Dot(beside, towards);
        const double     residual = std::fabs(Dot(beside, plane.normal) - rise * along + bend * along * along / 2);
        if (residual <= highest)
          continue;
        highest = residual;
        furthest = at;
      }
      if (isCurved && (worst < straight || 2 * highest >= worst) && worst <= widestResidual)
        continue;
      worst = highest;
      odd = furthest;
      tilt = rise;
      curvature = bend;
    }
    if (worst > widestResidual)
    {
      numbers.erase(numbers.begin() + odd);
      continue;
    }
    plane.point = plane.point + distance * towards + (tilt * distance - curvature * distance * distance / 2) * plane.normal;
    plane.normal = plane.normal + (curvature * distance - tilt) * towards;
    plane.normal = (1 / Length(plane.normal)) * plane.normal;
    return true;
  }
  return false;
}

/// The flat seeds of one face near an edge; the first is its reference.
struct FaceSeeds
{
  double                closest; // voxels from the edge's seed to the reference
  std::vector<uint32_t> numbers;

  /// Its flattest seeds, if they are enough: the field beside an edge has less to do with the face.
  std::vector<uint32_t> Flattest(const SurfaceSeeds & seeds) const
  {
    std::vector<uint32_t> flattest;
    for (const float flatness : { 0.9999f, 0.999f })
    {
      flattest.clear();
      for (const uint32_t number : numbers)
        if (seeds.all[number].flatness >= flatness)
          flattest.push_back(number);
      if (flattest.size() > fewestFaceSeeds)
        return flattest;
    }
    return numbers;
  }
};

} // namespace postop
