// The straight faces of a cross section, to follow each from plane to plane where several meet in an edge.
#pragma once
#include "section_raster.h"

#include <vector>

namespace postop
{

/// An edge of a section with its outward unit normal.
struct Face
{
  Segment edge;
  PointUv normal;
};

/// An outline that keeps its direction within 4 degrees for this long (mm) is a face; a curve turns faster.
constexpr double kShortestFaceMm = 2.5;
constexpr double kStraight = 0.9976;
/// Two edges belong to one face when their normals are within 14 degrees.
constexpr double kSameFace = 0.97;

/// The edges of a section that belong to straight faces.
inline std::vector<Face>
FacesOf(const std::vector<Segment> & bounding)
{
  const size_t n = bounding.size();
  std::vector<Face> faces;
  std::vector<double> length(n);
  std::vector<PointUv> normal(n);
  for (size_t i = 0; i < n; ++i)
  {
    const double du = bounding[i].b.u - bounding[i].a.u, dv = bounding[i].b.v - bounding[i].a.v;
    length[i] = std::sqrt(du * du + dv * dv);
    normal[i] = { dv / length[i], -du / length[i] };
  }
  for (size_t i = 0; i < n; ++i)
  {
    double straight = length[i];
    // Both ways along the list, whose neighbours are neighbours on the outline or far away.
    for (int way = -1; way <= 1; way += 2)
      for (size_t step = 1; step < n && straight < kShortestFaceMm; ++step)
      {
        const size_t j = (i + (way > 0 ? step : n - step)) % n, before = (j + (way > 0 ? n - 1 : 1)) % n;
        const PointUv p = bounding[j].a, q = bounding[before].a;
        const bool apart = (p.u - q.u) * (p.u - q.u) + (p.v - q.v) * (p.v - q.v) > (length[j] + length[before]) * (length[j] + length[before]) * 1.01 + 1e-12;
        if (apart || normal[i].u * normal[j].u + normal[i].v * normal[j].v < kStraight) break;
        straight += length[j];
      }
    if (straight >= kShortestFaceMm) faces.push_back({ bounding[i], normal[i] });
  }
  return faces;
}

/// Signed distance of a point to the line of the nearest face that looks along `normal`, no further than `limitMm`.
/// Returns false where the section has no such face there.
inline bool
FaceDistance(const std::vector<Face> & faces, double u, double v, const PointUv & normal, double limitMm, double & distance)
{
  double nearest = limitMm * limitMm;
  bool found = false;
  for (const Face & f : faces)
  {
    if (f.normal.u * normal.u + f.normal.v * normal.v < kSameFace) continue;
    const double d = SquaredDistance(f.edge, u, v);
    if (d >= nearest) continue;
    nearest = d;
    found = true;
    distance = (u - f.edge.a.u) * f.normal.u + (v - f.edge.a.v) * f.normal.v;
  }
  return found;
}

} // namespace postop
