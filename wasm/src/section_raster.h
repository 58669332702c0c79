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

// A cross section: the edges of all its loops tell what is inside, the bounding ones how far the surface is. Bounding
// edges run with the inside on their left, those too short to tell their sides apart as they come.
struct Outline
{
  std::vector<Segment> all, bounding;
};

// An edge with the same parity on both sides (a keyhole's bridge, an edge that two loops share) bounds nothing and would
// leave a slit of distance zero in the middle of the shape. Edges too short to tell their sides apart count as bounding.
inline Outline OutlineOf(const std::vector<Loop> & loops)
{
  Outline o;
  for (const Loop & loop : loops)
    for (size_t i = 0; i < loop.size(); ++i)
    {
      const PointUv a = loop[i], b = loop[(i + 1) % loop.size()];
      if (a.u != b.u || a.v != b.v) o.all.push_back({ a, b });
    }
  const EvenOdd parity(o.all);
  for (const Segment & e : o.all)
  {
    const double du = e.b.u - e.a.u, dv = e.b.v - e.a.v, length = std::sqrt(du * du + dv * dv);
    if (length < 5 * kBridgeWidthMm)
    {
      o.bounding.push_back(e);
      continue;
    }
    // Long edges in pieces: a bridge may share only a part of one.
    const int pieces = std::max(1, int(std::ceil(length / 2.0)));
    for (int p = 0; p < pieces; ++p)
    {
      const double s = double(p) / pieces, t = double(p + 1) / pieces, m = (s + t) / 2;
      const double nu = -dv / length * kBridgeWidthMm, nv = du / length * kBridgeWidthMm;
      const double mu = e.a.u + m * du, mv = e.a.v + m * dv;
      const bool left = parity.Inside(mu + nu, mv + nv);
      if (left == parity.Inside(mu - nu, mv - nv)) continue;
      const PointUv from = { e.a.u + s * du, e.a.v + s * dv }, to = { e.a.u + t * du, e.a.v + t * dv };
      o.bounding.push_back(left ? Segment{ from, to } : Segment{ to, from });
    }
  }
  return o;
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
inline std::vector<float> SectionDistance(const Outline & outline, const RasterFrame & f)
{
  const std::vector<Segment> & edges = outline.bounding;
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
  const EvenOdd parity(outline.all);
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
} // namespace postop
