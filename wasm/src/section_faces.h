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

/// A stretch of an outline is straight while it keeps within 4 degrees of its first edge ...
constexpr double kStraight = 0.9976;
/// ... and a face when it is this long (mm) and both its ends turn by 20 degrees or more: a curve has no such ends.
constexpr double kShortestFaceMm = 0.5;
constexpr double kCorner = 0.94;

/// Two edges belong to one face when their normals are within 14 degrees.
constexpr double kSameFace = 0.97;

namespace faces
{

/// A straight stretch of a closed outline.
struct Stretch
{
  size_t first, count; // edges
  PointUv normal;
  double length;
};

inline std::vector<Stretch>
StretchesOf(const std::vector<Segment> & edges, size_t begin, size_t end)
{
  std::vector<Stretch> all;
  for (size_t i = begin; i < end; ++i)
  {
    const double du = edges[i].b.u - edges[i].a.u, dv = edges[i].b.v - edges[i].a.v, length = std::sqrt(du * du + dv * dv);
    const PointUv normal = { dv / length, -du / length };
    if (!all.empty() && (length < 0.05 || all.back().normal.u * normal.u + all.back().normal.v * normal.v > kStraight))
      ++all.back().count, all.back().length += length;
    else
      all.push_back({ i, 1, normal, length });
  }
  return all;
}

/// Whether the outline turns sharply from a stretch to the next one that has a direction.
inline bool
Turns(const std::vector<Stretch> & all, size_t from, bool forward)
{
  const size_t n = all.size();
  for (size_t step = 1; step < n; ++step)
  {
    const Stretch & next = all[(from + (forward ? step : n - step)) % n];
    const double cosine = next.normal.u * all[from].normal.u + next.normal.v * all[from].normal.v;
    if (cosine < kCorner) return true;
    if (next.length > 0.3 && cosine < kStraight) return false;
  }
  return false;
}

} // namespace faces

/// The edges of a section that belong to straight faces: those between two corners.
inline std::vector<Face>
FacesOf(const std::vector<Segment> & bounding)
{
  std::vector<Face> found;
  for (size_t begin = 0; begin < bounding.size();)
  {
    // Edges of one outline follow each other in the list, forwards or backwards.
    size_t end = begin + 1;
    const auto meet = [](const PointUv & p, const PointUv & q) { return std::fabs(p.u - q.u) + std::fabs(p.v - q.v) < 1e-6; };
    while (end < bounding.size() && (meet(bounding[end - 1].b, bounding[end].a) || meet(bounding[end - 1].a, bounding[end].b))) ++end;
    const std::vector<faces::Stretch> all = faces::StretchesOf(bounding, begin, end);
    for (size_t s = 0; s < all.size(); ++s)
      if (all[s].length >= kShortestFaceMm && faces::Turns(all, s, true) && faces::Turns(all, s, false))
        for (size_t e = all[s].first; e < all[s].first + all[s].count; ++e) found.push_back({ bounding[e], all[s].normal });
    begin = end;
  }
  return found;
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
