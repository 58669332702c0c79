// The outer outline of a cross section: of a body with the airway drawn out of it, the skin.
#pragma once
#include "section_raster.h"

namespace postop
{

/// Which parts of a plane are outside but shut in: holes. Asked on a raster of half a millimetre round the section.
class ShutIn
{
public:
  explicit ShutIn(const std::vector<Segment> & edges)
  {
    double lo[2] = { 1e300, 1e300 }, hi[2] = { -1e300, -1e300 };
    for (const Segment & e : edges)
      for (const PointUv & p : { e.a, e.b })
      {
        lo[0] = std::min(lo[0], p.u), hi[0] = std::max(hi[0], p.u);
        lo[1] = std::min(lo[1], p.v), hi[1] = std::max(hi[1], p.v);
      }
    u0_ = lo[0] - 2 * kMm, v0_ = lo[1] - 2 * kMm;
    nu_ = int((hi[0] - lo[0]) / kMm) + 5, nv_ = int((hi[1] - lo[1]) / kMm) + 5;
    node_.assign(size_t(nu_) * nv_, kOutside);
    const EvenOdd parity(edges);
    std::vector<double> crossings;
    for (int j = 0; j < nv_; ++j)
    {
      parity.Crossings(v0_ + j * kMm, crossings);
      size_t passed = 0;
      for (int i = 0; i < nu_; ++i)
      {
        while (passed < crossings.size() && crossings[passed] <= u0_ + i * kMm) ++passed;
        if (passed % 2) node_[size_t(j) * nu_ + i] = kInside;
      }
    }
    Flood();
  }

  /// Whether a point that is outside by parity lies in a hole.
  bool Hole(double u, double v) const { return Near(u, v, kOutside); }

  /// Whether a point is or touches what can be reached from far away.
  bool Open(double u, double v) const { return Near(u, v, kReached); }

private:
  static constexpr double kMm = 0.5;
  enum : uint8_t { kInside, kOutside, kReached };

  bool Near(double u, double v, uint8_t what) const
  {
    const int i = int(std::floor((u - u0_) / kMm + 0.5)), j = int(std::floor((v - v0_) / kMm + 0.5));
    if (i < 1 || j < 1 || i >= nu_ - 1 || j >= nv_ - 1) return what == kReached;
    if (node_[size_t(j) * nu_ + i] != kInside) return node_[size_t(j) * nu_ + i] == what;
    for (int y = j - 1; y <= j + 1; ++y)
      for (int x = i - 1; x <= i + 1; ++x)
        if (node_[size_t(y) * nu_ + x] == what) return true;
    return false;
  }

  void Flood()
  {
    std::vector<size_t> open = { 0 };
    node_[0] = kReached;
    while (!open.empty())
    {
      const size_t k = open.back();
      open.pop_back();
      const int i = int(k % nu_), j = int(k / nu_);
      const int beside[4][2] = { { i - 1, j }, { i + 1, j }, { i, j - 1 }, { i, j + 1 } };
      for (const auto & b : beside)
      {
        if (b[0] < 0 || b[1] < 0 || b[0] >= nu_ || b[1] >= nv_) continue;
        const size_t n = size_t(b[1]) * nu_ + b[0];
        if (node_[n] == kOutside) node_[n] = kReached, open.push_back(n);
      }
    }
  }

  double u0_, v0_;
  int nu_, nv_;
  std::vector<uint8_t> node_;
};

/// Signed distance to the outer outline alone: holes count as inside and their edges as nothing.
inline std::vector<float>
OuterDistance(const Outline & outline, const RasterFrame & f)
{
  const ShutIn shut(outline.all);
  const EvenOdd parity(outline.all);
  Outline outer = { outline.all, {} };
  for (const Segment & e : outline.bounding)
  {
    const double du = e.b.u - e.a.u, dv = e.b.v - e.a.v, length = std::sqrt(du * du + dv * dv);
    const double nu = -dv / length, nv = du / length, mu = (e.a.u + e.b.u) / 2, mv = (e.a.v + e.b.v) / 2;
    const double side = parity.Inside(mu + nu * kBridgeWidthMm, mv + nv * kBridgeWidthMm) ? -1 : 1;
    if (shut.Open(mu + side * nu * kBridgeWidthMm, mv + side * nv * kBridgeWidthMm)) outer.bounding.push_back(e);
  }
  std::vector<float> d = SectionDistance(outer, f);
  for (int j = 0; j < f.nv; ++j)
    for (int i = 0; i < f.nu; ++i)
    {
      float & here = d[size_t(j) * f.nu + i];
      if (here > 0 && shut.Hole(f.u0 + i * f.h, f.v0 + j * f.h)) here = -here;
    }
  return d;
}

} // namespace postop
