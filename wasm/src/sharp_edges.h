#pragma once

#include "surface_seeds.h"

#include <limits>
#include <utility>

namespace postop
{

/// Two or three flat faces that meet in a sharp edge or corner: a convex wedge, of the inside at a ridge, of the outside at a groove.
struct SharpWedge
{
  int        count;
  IndexPoint point[3];
  IndexPoint normal[3]; // unit length, out of the convex side

  double Height(int face, const IndexPoint & from) const { return Dot(from - point[face], normal[face]); }

  bool Holds(const IndexPoint & from, double toleranceVoxels) const
  {
    for (int face = 0; face < count; ++face)
      if (Height(face, from) > toleranceVoxels)
        return false;
    return true;
  }

  /// Whether another wedge has these faces and one more.
  bool IsPartOf(const SharpWedge & other) const
  {
    constexpr double sameCosine = 0.985; // 10 degrees
    constexpr double sameHeight = 0.3;   // voxels
    if (other.count <= count)
      return false;
    for (int face = 0; face < count; ++face)
    {
      bool isFound = false;
      for (int same = 0; same < other.count; ++same)
        isFound = isFound || (Dot(normal[face], other.normal[same]) > sameCosine && std::fabs(Height(face, other.point[same])) < sameHeight);
      if (!isFound)
        return false;
    }
    return true;
  }

  /// The point of the wedge's surface that is closest: on a face, on an edge of two faces, or the corner.
  IndexPoint Foot(const IndexPoint & from) const
  {
    constexpr double tolerance = 1e-9;
    int              highest = 0;
    for (int face = 1; face < count; ++face)
      if (Height(face, from) > Height(highest, from))
        highest = face;
    const IndexPoint below = from - Height(highest, from) * normal[highest];
    if (Height(highest, from) <= 0 || Holds(below, tolerance))
      return below;
    for (int face = 0; face < count; ++face)
    {
      const double height = Height(face, from);
      if (height > 0 && Holds(from - height * normal[face], tolerance))
        return from - height * normal[face];
    }
    for (int a = 0; a < count; ++a)
      for (int b = a + 1; b < count; ++b)
      {
        const double cosine = Dot(normal[a], normal[b]);
        const double squaredSine = 1 - cosine * cosine;
        if (squaredSine < 1e-6)
          continue;
        const double alongA = (Height(a, from) - cosine * Height(b, from)) / squaredSine;
        const double alongB = (Height(b, from) - cosine * Height(a, from)) / squaredSine;
        const IndexPoint foot = from - alongA * normal[a] - alongB * normal[b];
        if (alongA >= 0 && alongB >= 0 && Holds(foot, tolerance))
          return foot;
      }
    return count == 3 ? Corner(below) : below;
  }

private:
  IndexPoint Corner(const IndexPoint & otherwise) const
  {
    const IndexPoint bc = Cross(normal[1], normal[2]);
    const double     volume = Dot(normal[0], bc);
    if (std::fabs(volume) < 1e-3)
      return otherwise;
    const IndexPoint ca = Cross(normal[2], normal[0]);
    const IndexPoint ab = Cross(normal[0], normal[1]);
    return (1 / volume) * (Dot(point[0], normal[0]) * bc + Dot(point[1], normal[1]) * ca + Dot(point[2], normal[2]) * ab);
  }

  static IndexPoint Cross(const IndexPoint & a, const IndexPoint & b)
  {
    return { { a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0] } };
  }
};

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
      if (highest >= worst)
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

/// 1 for two faces of a ridge, -1 for two of a groove, 0 where it is neither.
inline int SideOfEdge(const FacePlane & a, const IndexPoint & onA, const FacePlane & b, const IndexPoint & onB)
{
  constexpr double least = 0.05; // voxels
  const double     overA = Dot(onB - a.point, a.normal);
  const double     overB = Dot(onA - b.point, b.normal);
  return overA < -least && overB < -least ? 1 : overA > least && overB > least ? -1 : 0;
}

constexpr double furthestFromSeed = 0.75; // voxels between a crossing and its wedge: more is another shape

/// The wedges of a surface, and for each seed the number of its wedge or `none`; both empty where nothing is sharp.
struct SharpWedges
{
  static constexpr uint32_t none = 0xffffffffu;

  std::vector<SharpWedge> all;
  std::vector<uint32_t>   ofSeed;
};

/**
 * The wedge at a seed that is not smooth, from the flat seeds round it; false where the faces round it do not explain the field there.
 * At a true edge the field on the convex side is the height over the higher face; over a rounded edge, or one that was blurred, it is not.
 */
inline bool FindWedge(const TrilinearField & level, const SurfaceSeeds & seeds, uint32_t number, const std::vector<std::pair<double, uint32_t>> & nearby, SharpWedge & wedge)
{
  constexpr size_t mostFaces = 4;
  constexpr double sameFaceCosine = 0.9;
  constexpr double otherFaceCosine = 0.8;
  constexpr double sameFaceOffset = 0.5;   // voxels
  constexpr float  flattestCosine = 0.999f;
  constexpr double faceWidth = 2;        // voxels from a face's closest seed
  constexpr double widestMisfit = 0.12;    // voxels
  const IndexPoint &     at = seeds.all[number].point;
  std::vector<FaceSeeds> faces;
  for (const bool isFirst : { true, false })
    for (const auto & candidate : nearby)
    {
      const SurfaceSeed & seed = seeds.all[candidate.second];
      if (seed.flatness < leastFlatCosine || (seed.flatness >= flattestCosine) != isFirst)
        continue;
      const double distance = std::sqrt(candidate.first);
      bool         isNew = true;
      for (FaceSeeds & face : faces)
      {
        const SurfaceSeed & reference = seeds.all[face.numbers[0]];
        const double        cosine = Dot(seed.normal, reference.normal);
        isNew = isNew && cosine < otherFaceCosine;
        if (cosine >= sameFaceCosine && distance <= face.closest + faceWidth &&
            std::fabs(Dot(seed.point - reference.point, reference.normal)) <= sameFaceOffset)
          face.numbers.push_back(candidate.second);
      }
      if (isNew && faces.size() < mostFaces)
        faces.push_back({ distance, { candidate.second } });
    }
  std::vector<FacePlane>  planes;
  std::vector<IndexPoint> on;
  for (const FaceSeeds & face : faces)
  {
    FacePlane plane;
    if (!FitFacePlane(seeds, face.Flattest(seeds), at, plane))
      continue;
    size_t place = planes.size();
    while (place > 0 && std::fabs(Dot(at - plane.point, plane.normal)) < std::fabs(Dot(at - planes[place - 1].point, planes[place - 1].normal)))
      --place;
    planes.insert(planes.begin() + place, plane);
    on.insert(on.begin() + place, seeds.all[face.numbers[0]].point);
  }
  int side = 0;
  size_t chosen[3] = { 0, 0, 0 };
  for (size_t a = 0; a < planes.size() && side == 0; ++a)
    for (size_t b = a + 1; b < planes.size() && side == 0; ++b)
    {
      side = SideOfEdge(planes[a], on[a], planes[b], on[b]);
      chosen[0] = a;
      chosen[1] = b;
    }
  if (side == 0)
    return false;
  wedge.count = 2;
  for (size_t c = 0; c < planes.size() && wedge.count < 3; ++c)
    if (c != chosen[0] && c != chosen[1] && SideOfEdge(planes[chosen[0]], on[chosen[0]], planes[c], on[c]) == side &&
        SideOfEdge(planes[chosen[1]], on[chosen[1]], planes[c], on[c]) == side)
      chosen[wedge.count++] = c;
  for (int face = 0; face < wedge.count; ++face)
  {
    wedge.point[face] = planes[chosen[face]].point;
    wedge.normal[face] = double(side) * planes[chosen[face]].normal;
  }
  if (Length(wedge.Foot(at) - at) > furthestFromSeed)
    return false;
  int axis = 0;
  while (axis < 2 && number >= seeds.first[axis + 1])
    ++axis;
  int voxel[3] = { static_cast<int>(at[0]), static_cast<int>(at[1]), static_cast<int>(at[2]) };
  voxel[axis] = std::min(voxel[axis], level.Grid().n[axis] - 2);
  for (int end = 0; end < 2; ++end, ++voxel[axis])
  {
    const IndexPoint place = { { double(voxel[0]), double(voxel[1]), double(voxel[2]) } };
    const double     found = side * level[level.Grid().Offset(voxel[0], voxel[1], voxel[2])];
    double           height = -std::numeric_limits<double>::infinity();
    double           slope = 1;
    for (int face = 0; face < wedge.count; ++face)
    {
      const double risen = planes[chosen[face]].slope * wedge.Height(face, place);
      if (risen <= height)
        continue;
      height = risen;
      slope = planes[chosen[face]].slope;
    }
    const double most = height > 0 ? slope * Length(wedge.Foot(place) - place) : height;
    if (found < height - widestMisfit * slope || found > most + widestMisfit * slope)
      return false;
  }
  return true;
}

/**
 * Sharp edges and corners between the crossings of a surface: crossings lie up to half a voxel beside an edge, its faces' tangent planes
 * meet in it. L. Kobbelt et al., Feature sensitive surface extraction from volume data, doi 10.1145/383259.383265.
 * Ours: faces from the smooth crossings round one that is not, no minimisation; a wedge is also given to the smooth seeds beside it.
 */
inline SharpWedges FindSharpWedges(const TrilinearField & level, const SurfaceSeeds & seeds)
{
  constexpr double faceRadius = 4;        // voxels
  constexpr double besideRadius = 2;      // voxels
  constexpr size_t fewestSeeds = 2 * fewestFaceSeeds;
  SharpWedges           wedges;
  std::vector<uint32_t> smooth;
  std::vector<uint32_t> rough;
  for (uint32_t number = 0; number < seeds.all.size(); ++number)
    (seeds.all[number].isSmooth ? smooth : rough).push_back(number);
  if (rough.empty() || smooth.size() < fewestSeeds)
    return wedges;
  const SeedBricks                         faces(seeds, smooth, level.Grid());
  std::vector<std::pair<double, uint32_t>> nearby;
  std::vector<double>                      closest(seeds.all.size(), std::numeric_limits<double>::infinity());
  std::vector<uint32_t>                    sharp;
  wedges.ofSeed.assign(seeds.all.size(), SharpWedges::none);
  for (const uint32_t number : rough)
  {
    faces.Within(seeds.all[number].point, faceRadius, nearby);
    SharpWedge wedge;
    if (nearby.size() < fewestSeeds || !FindWedge(level, seeds, number, nearby, wedge))
      continue;
    wedges.ofSeed[number] = static_cast<uint32_t>(wedges.all.size());
    wedges.all.push_back(wedge);
    sharp.push_back(number);
  }
  if (sharp.empty())
    return wedges;
  const SeedBricks            edges(seeds, sharp, level.Grid());
  const std::vector<uint32_t> own = wedges.ofSeed;
  for (const uint32_t number : rough)
  {
    const IndexPoint & point = seeds.all[number].point;
    edges.Within(point, faceRadius, nearby);
    for (const auto & beside : nearby)
    {
      const SharpWedge & other = wedges.all[own[beside.second]];
      const bool         isWanted = own[number] == SharpWedges::none ? beside.first <= besideRadius * besideRadius
                                                             : wedges.all[own[number]].IsPartOf(other);
      if (!isWanted || Length(other.Foot(point) - point) > furthestFromSeed)
        continue;
      wedges.ofSeed[number] = own[beside.second];
      break;
    }
    if (wedges.ofSeed[number] == SharpWedges::none)
      continue;
    faces.Within(point, faceRadius, nearby);
    for (const auto & beside : nearby)
      if (beside.first < closest[beside.second])
      {
        closest[beside.second] = beside.first;
        wedges.ofSeed[beside.second] = wedges.ofSeed[number];
      }
  }
  return wedges;
}

} // namespace postop
