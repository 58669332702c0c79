// One run of cross sections as rasters of in-plane distance, and the height to which its ends reach.
#pragma once
#include "profile.h"
#include "section_raster.h"

#include <vector>

namespace postop
{

/// Ascending sections of one body without a gap; distances are sampled on one in-plane lattice.
struct SectionStack
{
  RasterFrame                     frame;
  std::vector<double>             w; // height of each section, mm
  std::vector<std::vector<float>> distance;
  double                          capBelowMm, capAboveMm; // distance to the next image plane, where nothing is drawn
  double                          endBelowMm, endAboveMm; // how far past its end planes the body may reach

  size_t Count() const { return w.size(); }

  /// In-plane signed distance of section k at a raster position, bilinear.
  double At(size_t k, double fi, double fj) const
  {
    const int i = std::min(int(fi), frame.nu - 2), j = std::min(int(fj), frame.nv - 2);
    const double s = fi - i, t = fj - j;
    const float * d = distance[k].data() + size_t(j) * frame.nu + i;
    return (1 - t) * ((1 - s) * d[0] + s * d[1]) + t * ((1 - s) * d[frame.nu] + s * d[frame.nu + 1]);
  }

  ProfilePoint Profile(size_t k, double fi, double fj, double height) const { return { -At(k, fi, fj), w[k] - height }; }

  /// Signed distance past the upper end (`above`) or the lower one, along the arc of the last three sections.
  double PastEnd(bool above, double fi, double fj, double height) const
  {
    const size_t n = Count(), last = above ? n - 1 : 0;
    if (n == 1) return At(0, fi, fj);
    const size_t before = above ? n - 2 : 1;
    const ProfilePoint end = Profile(last, fi, fj, height), inner = Profile(before, fi, fj, height);
    double curvature = 0;
    if (n > 2)
    {
      const ProfilePoint third = Profile(above ? n - 3 : 2, fi, fj, height);
      curvature = above ? ArcCurvature(third, inner, end) : ArcCurvature(end, inner, third);
    }
    // Nobody draws a shape that widens past its last plane: such an end goes straight on.
    if (inner.x < end.x) return At(last, fi, fj);
    return above ? ArcDistance(inner, end, std::max(0.0, curvature)) : ArcDistance(end, inner, std::max(0.0, curvature));
  }

  /// Signed distance between two planes.
  double Between(size_t k, double fi, double fj, double height) const
  {
    const ProfilePoint p = Profile(k, fi, fj, height), q = Profile(k + 1, fi, fj, height);
    const bool below = k > 0, above = k + 2 < Count();
    const double a = below ? ArcCurvature(Profile(k - 1, fi, fj, height), p, q) : 0;
    const double b = above ? ArcCurvature(p, q, Profile(k + 2, fi, fj, height)) : 0;
    return ArcDistance(p, q, below && above ? AgreedCurvature(a, b) : below ? a : b);
  }

  /// How far past an end the body may reach. An end that closes by itself before the next image plane does so (the
  /// physician left that plane empty); a flat one gets exactly half the plane spacing; between the two, between.
  double EndReachMm(bool above) const
  {
    const double gap = above ? capAboveMm : capBelowMm;
    const size_t last = above ? Count() - 1 : 0;
    if (gap <= 0 || Count() == 1) return gap / 2;
    for (int quarter = 4; quarter <= 8; ++quarter)
      if (ClosedAt(above, w[last] + (above ? 1 : -1) * gap * quarter / 4)) return gap - gap / 2 * (quarter - 4) / 4.0;
    return gap / 2;
  }

private:
  bool ClosedAt(bool above, double height) const
  {
    const std::vector<float> & d = distance[above ? Count() - 1 : 0];
    for (int j = 0; j + 1 < frame.nv; ++j)
      for (int i = 0; i + 1 < frame.nu; ++i)
        if (d[size_t(j) * frame.nu + i] < 0 && PastEnd(above, i, j, height) < 0) return false;
    return true;
  }
};

} // namespace postop
