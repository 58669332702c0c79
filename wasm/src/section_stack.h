// One run of cross sections as rasters of in-plane distance, and the height to which its ends reach.
#pragma once
#include "flat_faces.h"
#include "part_ends.h"
#include "profile.h"
#include "section_drift.h"
#include "section_faces.h"
#include "section_raster.h"

#include <array>
#include <vector>

namespace postop
{

/// Ascending sections of one body without a gap; distances are sampled on one in-plane lattice.
struct SectionStack
{
  RasterFrame                     frame;
  std::vector<double>             w; // height of each section, mm
  std::vector<std::vector<float>> distance;
  std::vector<SectionPieces>      pieces;
  std::vector<std::vector<Face>>  faces;
  std::vector<FlatFace>           facesBelow, facesAbove; // past the ends, where those are flat-faced
  std::vector<std::vector<FlatFace>> facesBetween;        // from each plane to the next, likewise
  std::vector<std::array<PartEnds, 4>> partEnds;          // between each plane and the next, by kPartKinds
  double                          capBelowMm, capAboveMm; // distance to the next image plane, where nothing is drawn
  double                          endBelowMm, endAboveMm; // how far past its end planes the body may reach

  size_t Count() const { return w.size(); }

  /// In-plane signed distance of section k at a raster position, bilinear; beyond the raster, as at its rim.
  double At(size_t k, double fi, double fj) const
  {
    return Bilinear(distance[k], std::min(std::max(fi, 0.0), double(frame.nu - 1)), std::min(std::max(fj, 0.0), double(frame.nv - 1)));
  }

  /// Signed distance past the upper end (`above`) or the lower one, along the arc of the last three sections.
  double PastEnd(bool above, double fi, double fj, double height) const
  {
    const size_t n = Count(), last = above ? n - 1 : 0;
    if (n == 1) return At(0, fi, fj);
    const std::vector<FlatFace> & flat = above ? facesAbove : facesBelow;
    if (!flat.empty()) return FlatDistance(flat, frame.u0 + fi * frame.h, frame.v0 + fj * frame.h, std::fabs(height - w[last]));
    const Column c = Follow(last, !above, fi, fj, height);
    const size_t before = above ? n - 2 : 1;
    const double smooth = PastArc(last, above, 1, c, Slope::asSeen);
    return above ? AlongFaces(before, last, c, smooth) : AlongFaces(last, before, c, smooth);
  }

  /// Signed distance past section `last` to a part of it that ends there; of a hole, to its outside.
  double PartEnd(size_t last, const PartKind & kind, double fi, double fj, double height) const
  {
    if (!HasBefore(last, kind.above)) return At(last, fi, fj);
    return PastArc(last, kind.above, kind.solid ? 1 : -1, Follow(last, !kind.above, fi, fj, height), Slope::ofAnEnd);
  }

  /// What section `next` and those beyond it say of a height on this side of it, where a part of this kind may end; of a
  /// hole, the distance to its outside.
  double Foreseen(size_t next, const PartKind & kind, double fi, double fj, double height) const
  {
    if (!HasBefore(next, !kind.above)) return kind.solid ? At(next, fi, fj) : -At(next, fi, fj);
    return PastArc(next, !kind.above, kind.solid ? 1 : -1, Follow(next, kind.above, fi, fj, height), Slope::ofAForecast);
  }

  /// Whether a section has one before it, as seen from past it.
  bool HasBefore(size_t last, bool above) const { return above ? last > 0 : last + 1 < Count(); }

  /// Signed distance between two planes: what goes through from one to the other, and the parts that end on the way.
  double Between(size_t k, double fi, double fj, double height) const
  {
    double d = Through(k, fi, fj, height);
    const double far = 2 * (w[k + 1] - w[k]);
    for (size_t which = 0; which < 4; ++which)
    {
      const PartEnds & parts = partEnds[k][which];
      const double doubt = parts.doubtMm.empty() ? far : Bilinear(parts.doubtMm, fi, fj);
      if (doubt >= far) continue;
      const PartKind & kind = kPartKinds[which];
      const size_t last = kind.above ? k : k + 1, next = kind.above ? k + 1 : k, node = Node(fi, fj);
      // Of a piece that ends altogether nothing goes through: there only what is beside it does.
      if (kind.solid && pieces[last].Ends(kind.above, node)) d = std::max(d, Foreseen(next, kind, fi, fj, height));
      const double end = std::max(PartEnd(last, kind, fi, fj, height) + doubt, std::fabs(height - w[last]) - parts.reachMm[node]);
      d = kind.solid ? std::min(d, end) : std::max(d, -end);
    }
    return d;
  }

  /// Signed distance between two planes of what goes through from one to the other.
  double Through(size_t k, double fi, double fj, double height) const
  {
    if (!facesBetween[k].empty()) return FlatDistance(facesBetween[k], frame.u0 + fi * frame.h, frame.v0 + fj * frame.h, height - w[k]);
    const bool lowerHalf = 2 * height <= w[k] + w[k + 1];
    const Column c = Follow(lowerHalf ? k : k + 1, lowerHalf, fi, fj, height);
    const ProfilePoint p = Profile(k, c), q = Profile(k + 1, c);
    const bool below = k > 0, above = k + 2 < Count();
    const double a = below ? ArcCurvature(Profile(k - 1, c), p, q) : 0;
    const double b = above ? ArcCurvature(p, q, Profile(k + 2, c)) : 0;
    const double gap = w[k + 1] - w[k], share = (height - w[k]) / gap;
    const double arc = ArcDistance(p, q, below && above ? AgreedCurvature(a, b, share) : below ? a : b);
    // A surface bulges by less than a quarter of the gap: what is further outside (or inside) both sections stays so.
    const double lower = c.outward * p.y - p.x, upper = c.outward * q.y - q.x, bulge = gap / 4;
    const double smooth = std::min(std::max(arc, std::min(lower, upper) - bulge), std::max(lower, upper) + bulge);
    return AlongFaces(k, k + 1, c, lower * upper > 0 ? smooth : arc);
  }

  /// Distance to what closes the body past an end, for a point inside between planes k and k + 1; `inside` where it is no nearer
  /// or there is no end. Without it the crossing of a flat face or a pole would lie up to a third of a voxel too far out.
  double FromWithinEnd(bool above, size_t k, double fi, double fj, double height, double inside) const
  {
    const double reach = above ? endAboveMm : endBelowMm;
    if (inside >= 0 || reach <= 0) return inside;
    const double cap = above ? height - w.back() - reach : w.front() - reach - height;
    if (k != (above ? Count() - 2 : 0) || !(above ? facesAbove : facesBelow).empty()) return cap;
    const double round = PastEnd(above, fi, fj, height);
    return round < 0 ? std::max(cap, round) : cap;
  }

  /// How far past an end the body may reach. An end that closes by itself before the next image plane does so (the
  /// physician left that plane empty); a flat one gets exactly half the plane spacing; between the two, between.
  double EndReachMm(bool above) const
  {
    const double gap = above ? capAboveMm : capBelowMm;
    const size_t last = above ? Count() - 1 : 0;
    if (gap <= 0 || Count() == 1) return gap / 2;
    const auto reach = [&](double closes) { return closes <= gap ? gap : closes < 2 * gap ? gap - (closes - gap) / 2 : gap / 2; };
    for (int quarter = 4; quarter <= 8; ++quarter)
      if (ClosedAt(above, w[last] + (above ? 1 : -1) * gap * quarter / 4)) return std::max(reach(gap * quarter / 4), reach(ClosingHeightMm(above)));
    return reach(ClosingHeightMm(above));
  }

private:
  /// A line through the point asked for that leans as its piece does, and how much of that lean is along the normal.
  struct Column
  {
    double fi, fj, height;
    PointUv lean; // mm sideways per mm of height
    double outward; // the lean's component along the outward normal
  };

  double Bilinear(const std::vector<float> & raster, double fi, double fj) const
  {
    const int i = std::min(int(fi), frame.nu - 2), j = std::min(int(fj), frame.nv - 2);
    const double s = fi - i, t = fj - j;
    const float * d = raster.data() + size_t(j) * frame.nu + i;
    return (1 - t) * ((1 - s) * d[0] + s * d[1]) + t * ((1 - s) * d[frame.nu] + s * d[frame.nu + 1]);
  }

  /// How a profile goes on past a section. An end is not wider than its section where that is much wider than the one
  /// before (it begins there as well as it ends); a forecast does not believe in a body that shrinks by more than 45 degrees.
  enum class Slope
  {
    asSeen,
    ofAnEnd,
    ofAForecast
  };

  /// Signed distance along the arc of section `last` and the two before it, past them; `sign` -1 for the outside.
  double PastArc(size_t last, bool above, int sign, const Column & c, Slope slope) const
  {
    const auto at = [&](size_t back) {
      const ProfilePoint p = Profile(above ? last - back : last + back, c);
      return ProfilePoint{ sign * p.x, p.y };
    };
    const ProfilePoint end = at(0);
    ProfilePoint inner = at(1);
    double curvature = 0;
    const double rise = std::fabs(end.y - inner.y), closing = (inner.x - end.x) / rise;
    if (slope == Slope::ofAnEnd && closing < -1) inner.x = end.x - rise * std::max(0.0, 2 + closing);
    else if (slope == Slope::ofAForecast && closing > 1) inner.x = end.x + rise;
    else if (above ? last > 1 : last + 2 < Count())
    {
      const ProfilePoint third = at(2);
      curvature = above ? ArcCurvature(third, inner, end) : ArcCurvature(end, inner, third);
      if (slope != Slope::ofAForecast) curvature = std::max(0.0, curvature);
    }
    return above ? ArcDistance(inner, end, curvature, true) : ArcDistance(end, inner, curvature, true);
  }

  size_t Node(double fi, double fj) const
  {
    const int i = std::min(std::max(int(std::floor(fi + 0.5)), 0), frame.nu - 1), j = std::min(std::max(int(std::floor(fj + 0.5)), 0), frame.nv - 1);
    return size_t(j) * frame.nu + i;
  }

  Column Follow(size_t k, bool up, double fi, double fj, double height) const
  {
    Column c = { fi, fj, height, pieces[k].Lean(up, Node(fi, fj)), 0 };
    if (c.lean.u == 0 && c.lean.v == 0) return c;
    const double i = fi + c.lean.u * (w[k] - height) / frame.h, j = fj + c.lean.v * (w[k] - height) / frame.h;
    const double gu = At(k, i + 1, j) - At(k, i - 1, j), gv = At(k, i, j + 1) - At(k, i, j - 1);
    const double length = std::sqrt(gu * gu + gv * gv);
    if (length > 0) c.outward = (gu * c.lean.u + gv * c.lean.v) / length;
    return c;
  }

  /// Where section k's boundary lies as seen from the column, in upright coordinates.
  ProfilePoint Profile(size_t k, const Column & c) const
  {
    const double rise = w[k] - c.height;
    return { c.outward * rise - At(k, c.fi + c.lean.u * rise / frame.h, c.fj + c.lean.v * rise / frame.h), rise };
  }

  PointUv Point(size_t k, const Column & c) const
  {
    const double rise = w[k] - c.height;
    return { frame.u0 + c.fi * frame.h + c.lean.u * rise, frame.v0 + c.fj * frame.h + c.lean.v * rise };
  }

  /// Outward unit normal of the nearest boundary of section k; false on its medial axis.
  bool Normal(size_t k, const PointUv & p, PointUv & normal) const
  {
    const double i = (p.u - frame.u0) / frame.h, j = (p.v - frame.v0) / frame.h;
    normal = { At(k, i + 1, j) - At(k, i - 1, j), At(k, i, j + 1) - At(k, i, j - 1) };
    const double length = std::sqrt(normal.u * normal.u + normal.v * normal.v);
    if (length < 1.2 * frame.h) return false;
    normal.u /= length, normal.v /= length;
    return true;
  }

  /// Where the two sections' nearest boundaries are different faces (an edge runs between the planes), each face is
  /// followed on its own, and the solid is what all of them hold (at a ridge) or any (in a groove).
  /// Elsewhere `smooth`, the distance along the profile.
  double AlongFaces(size_t k, size_t l, const Column & c, double smooth) const
  {
    if (std::fabs(smooth) > kEdgeReachMm) return smooth;
    const PointUv p = Point(k, c), q = Point(l, c);
    PointUv m, n;
    if (!Normal(k, p, m) || !Normal(l, q, n) || m.u * n.u + m.v * n.v > kOneFace) return smooth;
    const double dk = At(k, (p.u - frame.u0) / frame.h, (p.v - frame.v0) / frame.h), dl = At(l, (q.u - frame.u0) / frame.h, (q.v - frame.v0) / frame.h);
    const double limit = 3 * std::fabs(w[l] - w[k]) + std::fabs(dk) + std::fabs(dl);
    double fk = 0, fl = 0;
    if (!FaceDistance(faces[l], q.u, q.v, m, limit, fl) || !FaceDistance(faces[k], p.u, p.v, n, limit, fk)) return smooth;
    const bool ridge = fk <= dk && fl <= dl, groove = fk >= dk && fl >= dl;
    if (!ridge && !groove) return smooth;
    const double rk = w[k] - c.height, rl = w[l] - c.height;
    const double lm = c.lean.u * m.u + c.lean.v * m.v, ln = c.lean.u * n.u + c.lean.v * n.v;
    const double first = ArcDistance({ lm * rk - dk, rk }, { lm * rl - fl, rl }, 0), second = ArcDistance({ ln * rk - fk, rk }, { ln * rl - dl, rl }, 0);
    return ridge ? std::max(first, second) : std::min(first, second);
  }

  static constexpr double kEdgeReachMm = 2.5; // further from the surface an edge between planes cannot be
  static constexpr double kOneFace = 0.9;     // normals within 26 degrees: one face, or a curved surface

  /// Whether every column through the end section has left the body at a height past it.
  bool ClosedAt(bool above, double height) const
  {
    const std::vector<float> & d = distance[above ? Count() - 1 : 0];
    for (int j = 0; j + 1 < frame.nv; ++j)
      for (int i = 0; i + 1 < frame.nu; ++i)
        if (d[size_t(j) * frame.nu + i] < 0 && PastEnd(above, i, j, height) < 0) return false;
    return true;
  }

  double AreaMm2(size_t k) const
  {
    double area = 0;
    for (const float d : distance[k]) area += std::min(1.0, std::max(0.0, 0.5 - d / frame.h));
    return area * frame.h * frame.h;
  }

  /// Height past an end at which the area of the last sections runs out: a parabola through three (exact for every
  /// quadric, however it leans), a line through two. Infinite where it does not.
  double ClosingHeightMm(bool above) const
  {
    const size_t n = Count();
    if (n < 2) return std::numeric_limits<double>::infinity();
    const auto at = [&](size_t from) { return above ? n - 1 - from : from; };
    const double a0 = AreaMm2(at(0)), a1 = AreaMm2(at(1)), h1 = std::fabs(w[at(1)] - w[at(0)]);
    // Heights grow outward from the end: its neighbours lie at -h1 and -h2. area = a0 + b t + c t^2.
    double b = (a0 - a1) / h1, c = 0;
    if (n > 2)
    {
      const double a2 = AreaMm2(at(2)), h2 = std::fabs(w[at(2)] - w[at(0)]);
      c = ((a2 - a0) / h2 - (a1 - a0) / h1) / (h2 - h1);
      b = c * h1 - (a1 - a0) / h1;
      // An end does not open again.
      if (c > 0) c = 0, b = (a0 - a1) / h1;
    }
    if (c == 0) return b < 0 ? -a0 / b : std::numeric_limits<double>::infinity();
    return (-b - std::sqrt(b * b - 4 * a0 * c)) / (2 * c);
  }
};

} // namespace postop
