// A convex body with flat faces between its planes and past its ends: what all its faces hold.
#pragma once
#include "section_faces.h"

#include <vector>

namespace postop
{

/// One flat face near a section: inside while n . p <= c + lean * (distance from the section's plane).
struct FlatFace
{
  PointUv normal;
  double c, lean;
};

namespace flat
{

/// The lines of a section's faces, one a stretch.
inline std::vector<FlatFace>
Lines(const std::vector<Face> & faces)
{
  std::vector<FlatFace> lines;
  for (const Face & f : faces)
  {
    const double c = f.edge.a.u * f.normal.u + f.edge.a.v * f.normal.v;
    if (lines.empty() || lines.back().normal.u != f.normal.u || lines.back().normal.v != f.normal.v) lines.push_back({ f.normal, c, 0 });
  }
  return lines;
}

inline double
LengthOf(const Segment & e)
{
  return std::sqrt((e.b.u - e.a.u) * (e.b.u - e.a.u) + (e.b.v - e.a.v) * (e.b.v - e.a.v));
}

/// Whether a section is convex and has straight edges only.
inline bool
IsPolygon(const std::vector<Segment> & outline, const std::vector<Face> & faces, const std::vector<FlatFace> & lines)
{
  double whole = 0, straight = 0;
  for (const Segment & e : outline) whole += LengthOf(e);
  for (const Face & f : faces) straight += LengthOf(f.edge);
  if (straight < 0.9 * whole) return false;
  // Every edge on the rim of what the lines hold: none outside (a notch in the shape), none inside (a hole).
  for (const Segment & e : outline)
  {
    double most = -1e300;
    for (const FlatFace & line : lines) most = std::max(most, e.a.u * line.normal.u + e.a.v * line.normal.v - line.c);
    if (std::fabs(most) > 0.2) return false;
  }
  return true;
}

/// The line that looks the same way; null where there is none.
inline const FlatFace *
Same(const std::vector<FlatFace> & lines, const PointUv & normal)
{
  const FlatFace * best = nullptr;
  double most = kSameFace;
  for (const FlatFace & line : lines)
  {
    const double cosine = line.normal.u * normal.u + line.normal.v * normal.v;
    if (cosine >= most) most = cosine, best = &line;
  }
  return best;
}

} // namespace flat

/// Sections of one run with what their faces need.
struct FlatSections
{
  const std::vector<double> &               w;
  const std::vector<std::vector<Segment>> & outlines;
  const std::vector<std::vector<Face>> &    faces;
};

/// The faces past an end, each with the lean that the section before gives it; empty where the end is no convex polygon.
inline std::vector<FlatFace>
EndFacesOf(const FlatSections & s, bool above)
{
  const size_t n = s.w.size(), end = above ? n - 1 : 0, before = above ? n - 2 : 1;
  std::vector<FlatFace> lines = flat::Lines(s.faces[end]);
  const std::vector<FlatFace> inner = flat::Lines(s.faces[before]);
  if (!flat::IsPolygon(s.outlines[end], s.faces[end], lines)) return {};
  const double gap = std::fabs(s.w[end] - s.w[before]);
  for (FlatFace & line : lines)
  {
    const FlatFace * other = flat::Same(inner, line.normal);
    if (!other) return {};
    line.lean = (line.c - other->c) / gap;
  }
  return lines;
}

/// The faces between plane k and the next, seen from plane k: those that go through, those of the lower section that end
/// between the planes and those of the upper one that begin there, each of these with the lean it has beyond. Their
/// corners come out where they are. Empty where the sections are no convex polygons.
inline std::vector<FlatFace>
FacesBetween(const FlatSections & s, size_t k)
{
  std::vector<FlatFace> lower = flat::Lines(s.faces[k]);
  const std::vector<FlatFace> upper = flat::Lines(s.faces[k + 1]);
  if (!flat::IsPolygon(s.outlines[k], s.faces[k], lower) || !flat::IsPolygon(s.outlines[k + 1], s.faces[k + 1], upper)) return {};
  const double gap = s.w[k + 1] - s.w[k];
  const std::vector<FlatFace> below = k > 0 ? flat::Lines(s.faces[k - 1]) : std::vector<FlatFace>();
  const std::vector<FlatFace> above = k + 2 < s.w.size() ? flat::Lines(s.faces[k + 2]) : std::vector<FlatFace>();
  for (FlatFace & line : lower)
  {
    const FlatFace * up = flat::Same(upper, line.normal), * down = flat::Same(below, line.normal);
    if (up) line.lean = (up->c - line.c) / gap;
    else if (down) line.lean = (line.c - down->c) / (s.w[k] - s.w[k - 1]);
    else return {};
  }
  const size_t through = lower.size();
  for (const FlatFace & line : upper)
  {
    const std::vector<FlatFace> known(lower.begin(), lower.begin() + std::ptrdiff_t(through));
    if (flat::Same(known, line.normal)) continue;
    const FlatFace * up = flat::Same(above, line.normal);
    if (!up) return {};
    const double lean = (up->c - line.c) / (s.w[k + 2] - s.w[k + 1]);
    lower.push_back({ line.normal, line.c - lean * gap, lean });
  }
  return lower;
}

/// Signed distance to the body that the faces bound, at a distance from the plane they are told for.
inline double
FlatDistance(const std::vector<FlatFace> & faces, double u, double v, double fromPlaneMm)
{
  double most = -1e300;
  for (const FlatFace & f : faces)
    most = std::max(most, (u * f.normal.u + v * f.normal.v - f.c - f.lean * fromPlaneMm) / std::sqrt(1 + f.lean * f.lean));
  return most;
}

} // namespace postop
