// How the pieces of a cross section shift sideways from plane to plane.
//
// Interpolating in-plane distances at a fixed (u, v) cuts the corners of whatever leans: of a turned box on 2.5 mm slices
// 3 % of its volume. So each piece is followed along its own lean, that of its centroid.
#pragma once
#include "section_raster.h"

#include <cstdint>
#include <vector>

namespace postop
{

/// The pieces of one section: the nearest piece of every raster node, each piece's shift per mm of height to the section
/// above (up) and from the section below (down), zero where a piece has no single counterpart, and whether it ends there.
struct SectionPieces
{
  std::vector<int16_t> nearest;
  std::vector<PointUv> up, down;
  std::vector<char>    endsAbove, endsBelow; // whether nothing of the next section lies over (under) the piece

  bool Ends(bool above, size_t node) const { return (above ? endsAbove : endsBelow)[size_t(nearest[node])]; }

  const PointUv & Lean(bool above, size_t node) const { return (above ? up : down)[size_t(nearest[node])]; }
};

namespace drift
{

/// Numbers the 4-connected pieces of the inside; -1 outside.
inline std::vector<int16_t>
Number(const std::vector<float> & d, const RasterFrame & f, int & count)
{
  std::vector<int16_t> piece(f.count(), -1);
  std::vector<size_t> open;
  count = 0;
  for (size_t start = 0; start < f.count(); ++start)
  {
    if (d[start] >= 0 || piece[start] >= 0 || count == INT16_MAX) continue;
    piece[start] = int16_t(count);
    open.push_back(start);
    while (!open.empty())
    {
      const size_t k = open.back();
      open.pop_back();
      const int i = int(k % f.nu), j = int(k / f.nu);
      const int beside[4][2] = { { i - 1, j }, { i + 1, j }, { i, j - 1 }, { i, j + 1 } };
      for (const auto & b : beside)
      {
        if (b[0] < 0 || b[1] < 0 || b[0] >= f.nu || b[1] >= f.nv) continue;
        const size_t n = size_t(b[1]) * f.nu + b[0];
        if (d[n] < 0 && piece[n] < 0) piece[n] = int16_t(count), open.push_back(n);
      }
    }
    ++count;
  }
  return piece;
}

/// Hands the numbers on to the nodes outside, ring by ring.
inline std::vector<int16_t>
Spread(const std::vector<int16_t> & piece, const RasterFrame & f)
{
  std::vector<int16_t> nearest = piece;
  std::vector<size_t> ring, next;
  for (size_t n = 0; n < nearest.size(); ++n)
    if (nearest[n] >= 0) ring.push_back(n);
  while (!ring.empty())
  {
    next.clear();
    for (size_t k : ring)
    {
      const int i = int(k % f.nu), j = int(k / f.nu);
      const int beside[4][2] = { { i - 1, j }, { i + 1, j }, { i, j - 1 }, { i, j + 1 } };
      for (const auto & b : beside)
      {
        if (b[0] < 0 || b[1] < 0 || b[0] >= f.nu || b[1] >= f.nv) continue;
        const size_t n = size_t(b[1]) * f.nu + b[0];
        if (nearest[n] < 0) nearest[n] = nearest[k], next.push_back(n);
      }
    }
    ring.swap(next);
  }
  for (int16_t & n : nearest) n = std::max<int16_t>(n, 0);
  return nearest;
}

/// Area (mm2), centroid and shape of a piece: its second moments over the squared area, equal for similar shapes.
struct Moments
{
  double area = 0, u = 0, v = 0, uu = 0, uv = 0, vv = 0;
};

/// Moments of every piece; nodes on its rim count by the share of their cell that is inside.
inline std::vector<Moments>
MomentsOf(const std::vector<float> & d, const std::vector<int16_t> & nearest, int count, const RasterFrame & f)
{
  std::vector<Moments> all(static_cast<size_t>(std::max(count, 1)));
  const double cell = f.h * f.h;
  for (int j = 0; j < f.nv; ++j)
    for (int i = 0; i < f.nu; ++i)
    {
      const size_t n = size_t(j) * f.nu + i;
      const double share = cell * std::min(1.0, std::max(0.0, 0.5 - d[n] / f.h));
      if (share <= 0) continue;
      const double u = i * f.h, v = j * f.h;
      Moments & m = all[size_t(nearest[n])];
      m.area += share, m.u += share * u, m.v += share * v;
      m.uu += share * u * u, m.uv += share * u * v, m.vv += share * v * v;
    }
  for (Moments & m : all)
  {
    if (m.area <= 0) continue;
    m.u /= m.area, m.v /= m.area;
    const double squared = m.area * m.area;
    m.uu = (m.uu - m.area * m.u * m.u) / squared, m.uv = (m.uv - m.area * m.u * m.v) / squared, m.vv = (m.vv - m.area * m.v * m.v) / squared;
    m.u += f.u0, m.v += f.v0;
  }
  return all;
}

inline bool
SameShape(const Moments & a, const Moments & b)
{
  const double uu = a.uu - b.uu, uv = a.uv - b.uv, vv = a.vv - b.vv;
  return std::sqrt(uu * uu + 2 * uv * uv + vv * vv) < 0.15 * std::sqrt(a.uu * a.uu + 2 * a.uv * a.uv + a.vv * a.vv);
}

/// How many nodes piece p has in common with piece q shifted back.
inline long
Common(const std::vector<int16_t> & a, int p, const std::vector<int16_t> & b, int q, double du, double dv, const RasterFrame & f)
{
  long both = 0;
  const int si = int(std::floor(du / f.h + 0.5)), sj = int(std::floor(dv / f.h + 0.5));
  for (int j = std::max(0, -sj); j < std::min(f.nv, f.nv - sj); ++j)
    for (int i = std::max(0, -si); i < std::min(f.nu, f.nu - si); ++i)
      if (a[size_t(j) * f.nu + i] == p && b[size_t(j + sj) * f.nu + i + si] == q) ++both;
  return both;
}

/// Whether the shift explains the difference of two pieces: it must leave less than this share of it.
constexpr double kLeftOver = 0.6;

inline bool
Follows(const std::vector<int16_t> & a, int p, const std::vector<int16_t> & b, int q, double du, double dv, const RasterFrame & f)
{
  long both = 0;
  for (const int16_t n : a) both += n == p;
  for (const int16_t n : b) both += n == q;
  const long still = both - 2 * Common(a, p, b, q, 0, 0, f), shifted = both - 2 * Common(a, p, b, q, du, dv, f);
  return double(shifted) < kLeftOver * double(still);
}

} // namespace drift

/// Follows the pieces of all sections from plane to plane; pieces within `leanPerGap` times the gap of each other belong
/// together where they do not overlap.
inline std::vector<SectionPieces>
FollowPieces(const std::vector<std::vector<float>> & distance, const std::vector<double> & w, const RasterFrame & f, double leanPerGap)
{
  const size_t sections = distance.size();
  std::vector<SectionPieces> pieces(sections);
  std::vector<std::vector<int16_t>> inside(sections);
  std::vector<std::vector<drift::Moments>> centre(sections);
  std::vector<int> count(sections);
  for (size_t k = 0; k < sections; ++k)
  {
    inside[k] = drift::Number(distance[k], f, count[k]);
    pieces[k].nearest = drift::Spread(inside[k], f);
    centre[k] = drift::MomentsOf(distance[k], pieces[k].nearest, count[k], f);
    pieces[k].up.assign(centre[k].size(), PointUv{ 0, 0 });
    pieces[k].down.assign(centre[k].size(), PointUv{ 0, 0 });
    pieces[k].endsAbove.assign(centre[k].size(), 0);
    pieces[k].endsBelow.assign(centre[k].size(), 0);
  }
  // Where the last sections of an end shrink inside each other no shift explains them; there a steady one of sections
  // of one shape is believed.
  const auto steady = [&](size_t k, int a, int b) {
    const bool below = k == 0 && sections > 2 && count[2] == 1, above = k + 2 == sections && k > 0 && count[k - 1] == 1;
    if (count[k] != 1 || count[k + 1] != 1 || (!below && !above)) return false;
    const drift::Moments & p = centre[k][size_t(a)], & q = centre[k + 1][size_t(b)], & r = below ? centre[2][0] : centre[k - 1][0];
    if (!drift::SameShape(p, q) || !drift::SameShape(p, r)) return false;
    const double gap = w[k + 1] - w[k], other = below ? w[2] - w[1] : w[k] - w[k - 1];
    const PointUv now = { (q.u - p.u) / gap, (q.v - p.v) / gap };
    const PointUv then = below ? PointUv{ (r.u - q.u) / other, (r.v - q.v) / other } : PointUv{ (p.u - r.u) / other, (p.v - r.v) / other };
    const double du = now.u - then.u, dv = now.v - then.v;
    return std::sqrt(du * du + dv * dv) < 0.05 + 0.2 * std::sqrt(now.u * now.u + now.v * now.v);
  };
  for (size_t k = 0; k + 1 < sections; ++k)
  {
    const int na = count[k], nb = count[k + 1];
    if (na == 0 || nb == 0) continue;
    const double reach = leanPerGap * (w[k + 1] - w[k]);
    std::fill(pieces[k].endsAbove.begin(), pieces[k].endsAbove.end(), 1);
    std::fill(pieces[k + 1].endsBelow.begin(), pieces[k + 1].endsBelow.end(), 1);
    for (size_t n = 0; n < f.count(); ++n)
    {
      if (inside[k][n] >= 0 && distance[k + 1][n] <= reach) pieces[k].endsAbove[size_t(inside[k][n])] = 0;
      if (inside[k + 1][n] >= 0 && distance[k][n] <= reach) pieces[k + 1].endsBelow[size_t(inside[k + 1][n])] = 0;
    }
    // Who overlaps whom: a piece is followed only where it has one counterpart, and that one no other.
    std::vector<std::vector<int>> meets(static_cast<size_t>(na), std::vector<int>(size_t(nb), 0));
    for (size_t n = 0; n < f.count(); ++n)
      if (inside[k][n] >= 0 && inside[k + 1][n] >= 0) meets[size_t(inside[k][n])][size_t(inside[k + 1][n])] = 1;
    for (int a = 0; a < na; ++a)
    {
      int only = -1, partners = 0;
      for (int b = 0; b < nb; ++b)
        if (meets[size_t(a)][size_t(b)]) only = b, ++partners;
      if (partners == 0 && na == 1 && nb == 1) only = 0, partners = 1;
      if (partners != 1) continue;
      int rivals = 0;
      for (int other = 0; other < na; ++other) rivals += meets[size_t(other)][size_t(only)];
      if (rivals > 1) continue;
      const double du = centre[k + 1][size_t(only)].u - centre[k][size_t(a)].u, dv = centre[k + 1][size_t(only)].v - centre[k][size_t(a)].v;
      // A centroid that moved because a part came or went says nothing of a lean.
      if (!drift::Follows(inside[k], a, inside[k + 1], only, du, dv, f) && !steady(k, a, only)) continue;
      const double gap = w[k + 1] - w[k];
      pieces[k].up[size_t(a)] = pieces[k + 1].down[size_t(only)] = { du / gap, dv / gap };
    }
  }
  return pieces;
}

} // namespace postop
