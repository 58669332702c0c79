// Closes a thin structure between planes however it leans: a wall whose cross sections no longer overlap must not leak.
#pragma once
#include "lattice.h"
#include "section_stack.h"
#include "trilinear.h"

#include <vector>

namespace postop
{

/// A structure may lean this far between two planes, as a multiple of their distance (63 degrees from the normal).
constexpr double kLeanPerGap = 2.0;

namespace closing
{

/// A bead this share of the raster beside the other section, or less, hangs together with it: a thread there would only
/// make the structure thicker by its own radius.
constexpr double kBesideShare = 0.5;

/// The point of a section's boundary that is closest to (u, v) and no further than `withinMm`: every edge as near is tried.
inline PointUv
ClosestOnEdges(const std::vector<Segment> & edges, double u, double v, double withinMm)
{
  double best = withinMm * withinMm;
  PointUv at = { u, v };
  for (const Segment & e : edges)
  {
    if (std::max(e.a.v, e.b.v) < v - withinMm || std::min(e.a.v, e.b.v) > v + withinMm) continue;
    if (std::max(e.a.u, e.b.u) < u - withinMm || std::min(e.a.u, e.b.u) > u + withinMm) continue;
    const double du = e.b.u - e.a.u, dv = e.b.v - e.a.v;
    double t = ((u - e.a.u) * du + (v - e.a.v) * dv) / (du * du + dv * dv);
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    const double x = e.a.u + t * du, y = e.a.v + t * dv, d = (u - x) * (u - x) + (v - y) * (v - y);
    if (d < best) best = d, at = { x, y };
  }
  return at;
}

struct Bead
{
  PointUv at;
  double radiusMm;
};

/// Points that fill a section: raster nodes inside it, and its edges where it is too thin to hold nodes.
inline std::vector<Bead>
Beads(const SectionStack & s, size_t k, const std::vector<Segment> & edges)
{
  // A bead fills the raster's gaps where the section is deep enough for that, and reaches hardly out of it.
  const double node = 0.72 * s.frame.h, edge = 0.5 * s.frame.h, rim = 0.06;
  std::vector<Bead> beads;
  for (int j = 0; j < s.frame.nv; ++j)
    for (int i = 0; i < s.frame.nu; ++i)
    {
      const double depth = -s.distance[k][size_t(j) * s.frame.nu + i];
      if (depth > 0) beads.push_back({ { s.frame.u0 + i * s.frame.h, s.frame.v0 + j * s.frame.h }, std::min(node, depth + rim) });
    }
  for (const Segment & e : edges)
  {
    const double du = e.b.u - e.a.u, dv = e.b.v - e.a.v;
    const int steps = std::max(1, int(std::ceil(std::sqrt(du * du + dv * dv) / s.frame.h)));
    for (int i = 0; i < steps; ++i) beads.push_back({ { e.a.u + du * i / steps, e.a.v + dv * i / steps }, edge });
  }
  return beads;
}

/// Lowers the level round a short segment of the solid to its distance, less a bead's radius. What the level already holds
/// is left: a distance grows by no more than the way, so a bead that deep inside lowers nothing.
template <class Map>
void
Thread(const double from[3], const double to[3], double radiusMm, const Map & map, const Lattice & lattice, float * level)
{
  double length = 0;
  for (int c = 0; c < 3; ++c) length += (to[c] - from[c]) * (to[c] - from[c]);
  length = std::sqrt(length);
  const double h = lattice.spacing[0];
  const TrilinearField known(level, lattice);
  const int steps = std::max(1, int(std::ceil(length / (h / 2))));
  for (int s = 0; s <= steps; ++s)
  {
    double p[3];
    IndexPoint q;
    for (int c = 0; c < 3; ++c) p[c] = from[c] + (to[c] - from[c]) * s / steps;
    map.Back(p, q.at);
    int centre[3];
    bool isOff = false;
    for (int c = 0; c < 3; ++c) centre[c] = int(std::floor(q[c] + 0.5)), isOff = isOff || centre[c] < -2 || centre[c] > lattice.n[c] + 1;
    if (isOff || known.Value(q) <= -radiusMm) continue;
    for (int z = std::max(0, centre[2] - 2); z <= std::min(lattice.n[2] - 1, centre[2] + 2); ++z)
      for (int y = std::max(0, centre[1] - 2); y <= std::min(lattice.n[1] - 1, centre[1] + 2); ++y)
        for (int x = std::max(0, centre[0] - 2); x <= std::min(lattice.n[0] - 1, centre[0] + 2); ++x)
        {
          float & out = level[lattice.Offset(x, y, z)];
          const double dx = x - q[0], dy = y - q[1], dz = z - q[2], squared = dx * dx + dy * dy + dz * dz, room = (out + radiusMm) / h;
          if (room > 0 && squared < room * room) out = float(h * std::sqrt(squared) - radiusMm);
        }
  }
}

} // namespace closing

/// Unites the ruled body between each pair of planes with the level: every point of one section that lies outside the
/// other is joined to the other's closest point, both ways. For a slab that leans this is the slab itself.
template <class Map>
void
CloseBetweenPlanes(const SectionStack & s, const std::vector<Outline> & outlines, const Map & map, const Lattice & lattice, float * level)
{
  for (size_t k = 0; k + 1 < s.Count(); ++k)
  {
    const double limit = kLeanPerGap * (s.w[k + 1] - s.w[k]);
    for (int way = 0; way < 2; ++way)
    {
      const size_t a = way ? k + 1 : k, b = way ? k : k + 1;
      if (outlines[b].bounding.empty()) continue;
      for (const closing::Bead & bead : closing::Beads(s, a, outlines[a].bounding))
      {
        const double fi = (bead.at.u - s.frame.u0) / s.frame.h, fj = (bead.at.v - s.frame.v0) / s.frame.h;
        if (!(fi >= 0 && fj >= 0 && fi <= s.frame.nu - 1 && fj <= s.frame.nv - 1)) continue;
        const double d = s.At(b, fi, fj);
        if (d <= closing::kBesideShare * s.frame.h || d > limit) continue;
        const PointUv there = closing::ClosestOnEdges(outlines[b].bounding, bead.at.u, bead.at.v, d + s.frame.h);
        const double from[3] = { bead.at.u, bead.at.v, s.w[a] }, to[3] = { there.u, there.v, s.w[b] };
        closing::Thread(from, to, bead.radiusMm, map, lattice, level);
      }
    }
  }
}

} // namespace postop
