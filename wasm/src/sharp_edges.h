#pragma once

#include "sharp_wedge.h"
#include "surface_seeds.h"

namespace postop
{

/// 1 for two faces of a ridge, -1 for two of a groove, 0 where it is neither.
inline int SideOfEdge(const FacePlane & a, const IndexPoint & onA, const FacePlane & b, const IndexPoint & onB)
{
  constexpr double least = 0.05; // voxels
  const double     overA = Dot(onB - a.point, a.normal);
  const double     overB = Dot(onA - b.point, b.normal);
  return overA < -least && overB < -least ? 1 : overA > least && overB > least ? -1 : 0;
}

/// The wedges of a surface, and for each seed the number of its wedge or `none`; both empty where nothing is sharp.
struct SharpWedges
{
  static constexpr uint32_t none = 0xffffffffu;

  std::vector<SharpWedge> all;
  std::vector<uint32_t>   ofSeed;
};

/// Whether the field at a voxel is the distance to a wedge or the height over its highest face.
inline bool IsExplained(const TrilinearField & level, const int (&voxel)[3], const SharpWedge & wedge, double widestMisfit)
{
  const IndexPoint place = { { double(voxel[0]), double(voxel[1]), double(voxel[2]) } };
  const double     found = wedge.side * level[level.Grid().Offset(voxel[0], voxel[1], voxel[2])];
  double           height = -std::numeric_limits<double>::infinity();
  double           slope = 1;
  for (int face = 0; face < wedge.count; ++face)
  {
    const double risen = wedge.slope[face] * wedge.Height(face, place);
    if (risen <= height)
      continue;
    height = risen;
    slope = wedge.slope[face];
  }
  const double most = height > 0 ? slope * Length(wedge.Foot(place) - place) : height;
  return found >= height - widestMisfit * slope && found <= most + widestMisfit * slope;
}

/// Whether it is so at the eight voxels round a point.
inline bool ExplainsRound(const TrilinearField & level, const IndexPoint & point, const SharpWedge & wedge, double widestMisfit)
{
  const Lattice & grid = level.Grid();
  for (int corner = 0; corner < 8; ++corner)
  {
    int voxel[3];
    for (int axis = 0; axis < 3; ++axis)
      voxel[axis] = std::min(std::max(static_cast<int>(point[axis]) + (corner >> axis & 1), 0), grid.n[axis] - 1);
    if (!IsExplained(level, voxel, wedge, widestMisfit))
      return false;
  }
  return true;
}

/**
 * Whether a wedge can be the surface at a seed: close to it, and the field explained at both ends of its crossing and round the nearest
 * points of the wedge's edges and corner. Beside a rounded edge the faces alone explain it, at the edge they do not; nor where it is noisy.
 */
inline bool Explains(const TrilinearField & level, const SurfaceSeeds & seeds, uint32_t number, const SharpWedge & wedge)
{
  constexpr double furthestFromSeed = 0.75; // voxels
  constexpr double widestMisfit = 0.1;      // voxels
  constexpr double widestAtEdge = 0.15;
  constexpr double beyondVoxels = 4;        // an edge is the foot of what lies this far out along both its faces' normals
  const IndexPoint & at = seeds.all[number].point;
  if (Length(wedge.Foot(at) - at) > furthestFromSeed)
    return false;
  int axis = 0;
  while (axis < 2 && number >= seeds.first[axis + 1])
    ++axis;
  int voxel[3] = { static_cast<int>(at[0]), static_cast<int>(at[1]), static_cast<int>(at[2]) };
  voxel[axis] = std::min(voxel[axis], level.Grid().n[axis] - 2);
  for (int end = 0; end < 2; ++end, ++voxel[axis])
    if (!IsExplained(level, voxel, wedge, widestMisfit))
      return false;
  for (int a = 0; a < wedge.count; ++a)
    for (int b = a + 1; b < wedge.count; ++b)
      if (!ExplainsRound(level, wedge.Foot(at + beyondVoxels * (wedge.normal[a] + wedge.normal[b])), wedge, widestAtEdge))
        return false;
  return wedge.count < 3 ||
         ExplainsRound(level, wedge.Foot(at + beyondVoxels * (wedge.normal[0] + wedge.normal[1] + wedge.normal[2])), wedge, widestAtEdge);
}

/// The wedge at a seed that is not smooth, from the flat seeds round it; false where the faces round it do not explain the field.
inline bool FindWedge(const TrilinearField & level, const SurfaceSeeds & seeds, uint32_t number, const std::vector<std::pair<double, uint32_t>> & nearby, SharpWedge & wedge)
{
  constexpr size_t mostFaces = 4;
  constexpr double sameFaceCosine = 0.9;
  constexpr double otherFaceCosine = 0.8;
  constexpr double sameFaceOffset = 0.5;   // voxels
  constexpr float  flattestCosine = 0.999f;
  constexpr double faceWidth = 2;        // voxels from a face's closest seed
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
  wedge.side = side;
  for (size_t c = 0; c < planes.size() && wedge.count < 3; ++c)
    if (c != chosen[0] && c != chosen[1] && SideOfEdge(planes[chosen[0]], on[chosen[0]], planes[c], on[c]) == side &&
        SideOfEdge(planes[chosen[1]], on[chosen[1]], planes[c], on[c]) == side)
      chosen[wedge.count++] = c;
  for (int face = 0; face < wedge.count; ++face)
  {
    wedge.point[face] = planes[chosen[face]].point;
    wedge.normal[face] = double(side) * planes[chosen[face]].normal;
    wedge.slope[face] = planes[chosen[face]].slope;
  }
  return Explains(level, seeds, number, wedge);
}

/**
 * Sharp edges and corners between the crossings of a surface: crossings lie up to half a voxel beside an edge, its faces' tangent planes
 * meet in it. L. Kobbelt et al., Feature sensitive surface extraction from volume data, doi 10.1145/383259.383265.
 * Ours: faces from the smooth crossings round one that is not, no minimisation; a wedge is also given to the smooth seeds beside it.
 */
inline SharpWedges FindSharpWedges(const TrilinearField & level, const SurfaceSeeds & seeds)
{
  constexpr double faceRadius = 5;        // voxels
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
      if (!isWanted || !Explains(level, seeds, number, other))
        continue;
      wedges.ofSeed[number] = own[beside.second];
      break;
    }
    if (wedges.ofSeed[number] == SharpWedges::none)
      continue;
    faces.Within(point, faceRadius, nearby);
    for (const auto & beside : nearby)
      if (beside.first < closest[beside.second] && Explains(level, seeds, beside.second, wedges.all[wedges.ofSeed[number]]))
      {
        closest[beside.second] = beside.first;
        wedges.ofSeed[beside.second] = wedges.ofSeed[number];
      }
  }
  return wedges;
}

} // namespace postop
