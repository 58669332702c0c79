// Signed distance in the plane to the even-odd boundary of closed polygons, on a 2-D lattice.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

namespace postop
{
struct PointUv
{
  double u, v;
};
using Loop = std::vector<PointUv>;

struct Segment
{
  PointUv a, b;
};

// The lattice of a stack of sections: node (i, j) lies at (u0 + i * h, v0 + j * h), in mm.
struct RasterFrame
{
  double u0, v0, h;
  int nu, nv;
  size_t count() const { return size_t(nu) * size_t(nv); }
};

// A bridge of a keyhole is walked twice; drawn by hand the two ways may differ by this much (mm).
constexpr double kBridgeWidthMm = 0.02;

// Even-odd membership of points, with the edges sorted into rows so that a query looks at few of them.
class EvenOdd
{
public:
  explicit EvenOdd(const std::vector<Segment> & edges)
  {
    lo_ = std::numeric_limits<double>::infinity();
    double hi = -lo_;
    for (const Segment & e : edges)
    {
      lo_ = std::min({ lo_, e.a.v, e.b.v });
      hi = std::max({ hi, e.a.v, e.b.v });
    }
    if (edges.empty()) lo_ = hi = 0;
    rows_.resize(size_t((hi - lo_) / kRowMm) + 1);
    for (const Segment & e : edges)
    {
      const size_t first = Row(std::min(e.a.v, e.b.v)), last = Row(std::max(e.a.v, e.b.v));
      for (size_t r = first; r <= last; ++r) rows_[r].push_back(e);
    }
  }

  bool Inside(double u, double v) const
  {
    if (v < lo_) return false;
    const size_t r = Row(v);
    if (r >= rows_.size()) return false;
    bool odd = false;
    for (const Segment & e : rows_[r])
      if ((e.a.v > v) != (e.b.v > v) && u < e.a.u + (v - e.a.v) / (e.b.v - e.a.v) * (e.b.u - e.a.u)) odd = !odd;
    return odd;
  }

  // The u of every edge crossed by the line v = const, ascending: inside lies between the 1st and 2nd, 3rd and 4th ...
  void Crossings(double v, std::vector<double> & out) const
  {
    out.clear();
    if (v < lo_) return;
    const size_t r = Row(v);
    if (r >= rows_.size()) return;
    for (const Segment & e : rows_[r])
      if ((e.a.v > v) != (e.b.v > v)) out.push_back(e.a.u + (v - e.a.v) / (e.b.v - e.a.v) * (e.b.u - e.a.u));
    std::sort(out.begin(), out.end());
  }

private:
  static constexpr double kRowMm = 0.5;
  size_t Row(double v) const { return size_t(std::max(0.0, (v - lo_) / kRowMm)); }
  double lo_;
  std::vector<std::vector<Segment>> rows_;
};

// The edges that separate inside from outside. An edge with the same parity on both sides (a keyhole's bridge, an
// edge that two loops share) bounds nothing and would leave a slit of distance zero in the middle of the shape.
inline std::vector<Segment> BoundaryEdges(const std::vector<Loop> & loops)
{
  std::vector<Segment> all;
  for (const Loop & loop : loops)
    for (size_t i = 0; i < loop.size(); ++i)
    {
      const PointUv a = loop[i], b = loop[(i + 1) % loop.size()];
      if (a.u != b.u || a.v != b.v) all.push_back({ a, b });
    }
  const EvenOdd parity(all);
  std::vector<Segment> kept;
  for (const Segment & e : all)
  {
    const double du = e.b.u - e.a.u, dv = e.b.v - e.a.v, length = std::sqrt(du * du + dv * dv);
    // Long edges in pieces: a bridge may share only a part of one.
    const int pieces = std::max(1, int(std::ceil(length / 2.0)));
    for (int p = 0; p < pieces; ++p)
    {
      const double s = double(p) / pieces, t = double(p + 1) / pieces, m = (s + t) / 2;
      const double nu = -dv / length * kBridgeWidthMm, nv = du / length * kBridgeWidthMm;
      const double mu = e.a.u + m * du, mv = e.a.v + m * dv;
      if (parity.Inside(mu + nu, mv + nv) == parity.Inside(mu - nu, mv - nv)) continue;
      kept.push_back({ { e.a.u + s * du, e.a.v + s * dv }, { e.a.u + t * du, e.a.v + t * dv } });
    }
  }
  return kept;
}

inline double SquaredDistance(const Segment & e, double u, double v)
{
  const double du = e.b.u - e.a.u, dv = e.b.v - e.a.v, pu = u - e.a.u, pv = v - e.a.v;
  double t = (pu * du + pv * dv) / (du * du + dv * dv);
  t = t < 0 ? 0 : t > 1 ? 1 : t;
  const double x = pu - t * du, y = pv - t * dv;
  return x * x + y * y;
}

// Nothing drawn within the raster: as far away as matters, and still a number to reckon with.
constexpr float kNowhereMm = 1e3f;

// Distance to the closest boundary edge at every node, negative inside. The closest edge is found next to the boundary
// and handed on from node to node (two rounds of sweeps), each node measuring its own exact distance to it.
// Edges beyond the raster are not seen: a distance is right as far as the raster reaches round its node.
inline std::vector<float> SectionDistance(const std::vector<Segment> & edges, const RasterFrame & f)
{
  std::vector<float> out(f.count(), kNowhereMm);
  std::vector<double> best(f.count(), std::numeric_limits<double>::infinity());
  std::vector<int32_t> closest(f.count(), -1);
  auto offer = [&](int i, int j, int32_t edge) {
    const size_t k = size_t(j) * f.nu + i;
    const double d = SquaredDistance(edges[edge], f.u0 + i * f.h, f.v0 + j * f.h);
    if (d < best[k]) best[k] = d, closest[k] = edge;
  };
  for (size_t e = 0; e < edges.size(); ++e)
  {
    const Segment & s = edges[e];
    auto lowest = [&](double a, double b, double origin) { return int(std::floor((std::min(a, b) - origin) / f.h)) - 1; };
    auto highest = [&](double a, double b, double origin) { return int(std::ceil((std::max(a, b) - origin) / f.h)) + 1; };
    const int i0 = std::max(0, lowest(s.a.u, s.b.u, f.u0)), i1 = std::min(f.nu - 1, highest(s.a.u, s.b.u, f.u0));
    const int j0 = std::max(0, lowest(s.a.v, s.b.v, f.v0)), j1 = std::min(f.nv - 1, highest(s.a.v, s.b.v, f.v0));
    for (int j = j0; j <= j1; ++j)
      for (int i = i0; i <= i1; ++i) offer(i, j, int32_t(e));
  }
  auto take = [&](int i, int j, int ni, int nj) {
    if (ni < 0 || nj < 0 || ni >= f.nu || nj >= f.nv) return;
    const int32_t e = closest[size_t(nj) * f.nu + ni];
    if (e >= 0 && e != closest[size_t(j) * f.nu + i]) offer(i, j, e);
  };
  for (int round = 0; round < 2; ++round)
  {
    for (int j = 0; j < f.nv; ++j)
    {
      for (int i = 0; i < f.nu; ++i) take(i, j, i - 1, j), take(i, j, i, j - 1), take(i, j, i - 1, j - 1), take(i, j, i + 1, j - 1);
      for (int i = f.nu - 1; i >= 0; --i) take(i, j, i + 1, j);
    }
    for (int j = f.nv - 1; j >= 0; --j)
    {
      for (int i = f.nu - 1; i >= 0; --i) take(i, j, i + 1, j), take(i, j, i, j + 1), take(i, j, i + 1, j + 1), take(i, j, i - 1, j + 1);
      for (int i = 0; i < f.nu; ++i) take(i, j, i - 1, j);
    }
  }
  const EvenOdd parity(edges);
  std::vector<double> crossings;
  for (int j = 0; j < f.nv; ++j)
  {
    parity.Crossings(f.v0 + j * f.h, crossings);
    size_t passed = 0;
    for (int i = 0; i < f.nu; ++i)
    {
      const double u = f.u0 + i * f.h;
      while (passed < crossings.size() && crossings[passed] <= u) ++passed;
      const size_t k = size_t(j) * f.nu + i;
      const float d = float(std::min(double(kNowhereMm), std::sqrt(best[k])));
      out[k] = passed % 2 ? -d : d;
    }
  }
  return out;
}

// The edges of the outer outline alone: of a body with the airway drawn out of it, the skin. An edge belongs to a hole
// when its outer side cannot be reached from far away; asked on a raster round all the loops.
inline std::vector<Segment> OuterEdges(const std::vector<Segment> & edges)
{
  if (edges.empty()) return edges;
  double lo[2] = { 1e300, 1e300 }, hi[2] = { -1e300, -1e300 };
  for (const Segment & e : edges)
    for (const PointUv & p : { e.a, e.b })
    {
      lo[0] = std::min(lo[0], p.u), hi[0] = std::max(hi[0], p.u);
      lo[1] = std::min(lo[1], p.v), hi[1] = std::max(hi[1], p.v);
    }
  constexpr double h = 0.5;
  const int nu = int((hi[0] - lo[0]) / h) + 5, nv = int((hi[1] - lo[1]) / h) + 5;
  const double u0 = lo[0] - 2 * h, v0 = lo[1] - 2 * h;
  const EvenOdd parity(edges);
  enum : uint8_t { solid, unseen, reached };
  std::vector<uint8_t> node(size_t(nu) * nv, unseen);
  std::vector<double> crossings;
  for (int j = 0; j < nv; ++j)
  {
    parity.Crossings(v0 + j * h, crossings);
    size_t passed = 0;
    for (int i = 0; i < nu; ++i)
    {
      while (passed < crossings.size() && crossings[passed] <= u0 + i * h) ++passed;
      if (passed % 2) node[size_t(j) * nu + i] = solid;
    }
  }
  std::vector<size_t> open = { 0 };
  node[0] = reached;
  while (!open.empty())
  {
    const size_t k = open.back();
    open.pop_back();
    const int i = int(k % nu), j = int(k / nu);
    const int beside[4][2] = { { i - 1, j }, { i + 1, j }, { i, j - 1 }, { i, j + 1 } };
    for (const auto & b : beside)
    {
      if (b[0] < 0 || b[1] < 0 || b[0] >= nu || b[1] >= nv) continue;
      const size_t n = size_t(b[1]) * nu + b[0];
      if (node[n] == unseen) node[n] = reached, open.push_back(n);
    }
  }
  std::vector<Segment> outer;
  for (const Segment & e : edges)
  {
    const double du = e.b.u - e.a.u, dv = e.b.v - e.a.v, length = std::sqrt(du * du + dv * dv);
    const double nu_ = -dv / length, nv_ = du / length, mu = (e.a.u + e.b.u) / 2, mv = (e.a.v + e.b.v) / 2;
    const double side = parity.Inside(mu + nu_ * kBridgeWidthMm, mv + nv_ * kBridgeWidthMm) ? -1 : 1;
    bool free = false;
    for (double step = 0.5; step <= 2.0 && !free; step += 0.5)
    {
      const int i = int(std::floor((mu + side * nu_ * step * h - u0) / h + 0.5)), j = int(std::floor((mv + side * nv_ * step * h - v0) / h + 0.5));
      free = i < 0 || j < 0 || i >= nu || j >= nv || node[size_t(j) * nu + i] == reached;
    }
    if (free) outer.push_back(e);
  }
  return outer;
}
} // namespace postop
