// The solid that planar contours mean, as a field whose zero level is its surface.
#pragma once
#include "outer_outline.h"
#include "section_stack.h"
#include "solid_input.h"
#include "wall_closing.h"

#include <cmath>
#include <vector>

namespace postop
{

/// Maps voxel indices of a grid to the heights and in-plane positions of a solid's sections: an affine map.
class ToSections
{
public:
  ToSections(const SolidInput & s, const GridGeometry & g)
  {
    const double * axes[3] = { s.u, s.v, s.w };
    for (int r = 0; r < 3; ++r)
    {
      offset_[r] = 0;
      for (int c = 0; c < 3; ++c) matrix_[r][c] = 0;
      for (int x = 0; x < 3; ++x)
      {
        double p = g.originLps[x];
        if (s.hasTransform)
          p = s.toSolid[4 * x] * g.originLps[0] + s.toSolid[4 * x + 1] * g.originLps[1] + s.toSolid[4 * x + 2] * g.originLps[2] + s.toSolid[4 * x + 3];
        offset_[r] += axes[r][x] * p;
        for (int c = 0; c < 3; ++c)
        {
          double d = g.direction[3 * x + c];
          if (s.hasTransform)
            d = s.toSolid[4 * x] * g.direction[c] + s.toSolid[4 * x + 1] * g.direction[3 + c] + s.toSolid[4 * x + 2] * g.direction[6 + c];
          matrix_[r][c] += axes[r][x] * d * g.lattice.spacing[c];
        }
      }
    }
    for (int c = 0; c < 3; ++c) spacing_[c] = g.lattice.spacing[c];
  }

  void Map(double i, double j, double k, double out[3]) const
  {
    for (int r = 0; r < 3; ++r) out[r] = offset_[r] + matrix_[r][0] * i + matrix_[r][1] * j + matrix_[r][2] * k;
  }

  /// The voxel position of a point of the solid: the rotation's transpose over the squared spacing inverts it.
  void Back(const double p[3], double out[3]) const
  {
    for (int c = 0; c < 3; ++c)
    {
      out[c] = 0;
      for (int r = 0; r < 3; ++r) out[c] += matrix_[r][c] * (p[r] - offset_[r]);
      out[c] /= spacing_[c] * spacing_[c];
    }
  }

  /// True where the grid's axes are the sections' and its nodes can be theirs.
  bool Aligned() const
  {
    for (int r = 0; r < 3; ++r)
    {
      int along = 0;
      for (int c = 0; c < 3; ++c)
        if (std::fabs(matrix_[r][c]) > 1e-9) ++along;
      if (along != 1) return false;
    }
    return true;
  }

  /// The u (r = 0) or v (r = 1) of the grid's origin: rasters are laid on its lattice.
  double Offset(int r) const { return offset_[r]; }

private:
  double matrix_[3][3], offset_[3], spacing_[3];
};

/// A run's sections.
struct RunOutlines
{
  std::vector<double>  w;
  std::vector<Outline> outlines;
  double               capBelowMm, capAboveMm;
};

/// In-plane range (u: axis 0, v: axis 1) of a run's edges, no further than the grid needs it.
inline void
RasterRange(const RunOutlines & run, const ToSections & map, const Lattice & lattice, double padMm, int axis, double & lo, double & hi)
{
  lo = 1e300, hi = -1e300;
  for (const Outline & section : run.outlines)
    for (const Segment & e : section.bounding)
      for (const PointUv & p : { e.a, e.b })
      {
        const double x = axis == 0 ? p.u : p.v;
        lo = std::min(lo, x), hi = std::max(hi, x);
      }
  double from = 1e300, to = -1e300;
  for (int corner = 0; corner < 8; ++corner)
  {
    double p[3];
    map.Map(corner & 1 ? lattice.n[0] - 1 : 0, corner & 2 ? lattice.n[1] - 1 : 0, corner & 4 ? lattice.n[2] - 1 : 0, p);
    from = std::min(from, p[axis]), to = std::max(to, p[axis]);
  }
  lo = std::max(lo - padMm, from - padMm);
  hi = std::min(hi + padMm, to + padMm);
}

/// Rasters of every section of one run; empty where the run lies beside the grid.
inline SectionStack
MakeStack(const RunOutlines & run, const ToSections & map, const Lattice & lattice, double rasterMm, bool fillHoles, bool leans)
{
  SectionStack s;
  s.w = run.w;
  s.capBelowMm = run.capBelowMm;
  s.capAboveMm = run.capAboveMm;
  double widest = 0;
  for (size_t k = 0; k + 1 < run.w.size(); ++k) widest = std::max(widest, run.w[k + 1] - run.w[k]);
  // Round a solid the field must be right for some voxels more, so that its zero crossings are; and the profile of a
  // leaning surface looks a plane or two further.
  const double padMm = std::max(3 * lattice.spacing[0] + 1, 3 * widest);
  double first[2];
  int count[2];
  for (int axis = 0; axis < 2; ++axis)
  {
    double lo, hi;
    RasterRange(run, map, lattice, padMm, axis, lo, hi);
    const double origin = map.Offset(axis);
    const double a = std::floor((lo - origin) / rasterMm), b = std::ceil((hi - origin) / rasterMm);
    first[axis] = origin + a * rasterMm;
    count[axis] = int(b - a) + 1;
  }
  s.frame = { first[0], first[1], rasterMm, count[0], count[1] };
  if (count[0] < 2 || count[1] < 2) return s;
  for (const Outline & o : run.outlines) s.distance.push_back(fillHoles ? OuterDistance(o, s.frame) : SectionDistance(o, s.frame));
  for (const Outline & o : run.outlines) s.faces.push_back(FacesOf(o.bounding));
  std::vector<std::vector<Segment>> outlines;
  for (const Outline & o : run.outlines) outlines.push_back(o.bounding);
  const FlatSections flat = { s.w, outlines, s.faces };
  if (s.w.size() > 1) s.facesBelow = EndFacesOf(flat, false), s.facesAbove = EndFacesOf(flat, true);
  for (size_t k = 0; k + 1 < s.w.size(); ++k) s.facesBetween.push_back(FacesBetween(flat, k));
  s.pieces = FollowPieces(s.distance, s.w, s.frame, leans ? kLeanPerGap : 0);
  s.partEnds.resize(s.w.size() - 1);
  for (size_t k = 0; k + 1 < s.w.size(); ++k)
    for (size_t which = 0; which < 4 && s.facesBetween[k].empty(); ++which)
    {
      // Into what blocks no hole is carved between its planes.
      const PartKind & kind = kPartKinds[which];
      if (kind.solid || !leans) s.partEnds[k][which] = FindPartEnds(s, kind.above ? k : k + 1, kind);
    }
  s.endBelowMm = s.EndReachMm(false);
  s.endAboveMm = s.EndReachMm(true);
  return s;
}

/// Lowers `level` to the distance of one run wherever that is smaller: a union.
inline void
UniteStack(const SectionStack & s, const ToSections & map, const Lattice & lattice, float * level)
{
  const double h = lattice.spacing[0], beyond = 3 * h;
  const double lowest = s.w.front() - s.endBelowMm - beyond, highest = s.w.back() + s.endAboveMm + beyond;
  const double uEnd = s.frame.u0 + (s.frame.nu - 1) * s.frame.h, vEnd = s.frame.v0 + (s.frame.nv - 1) * s.frame.h;
  double from[3] = { 1e300, 1e300, 1e300 }, to[3] = { -1e300, -1e300, -1e300 };
  for (int corner = 0; corner < 8; ++corner)
  {
    const double p[3] = { corner & 1 ? uEnd : s.frame.u0, corner & 2 ? vEnd : s.frame.v0, corner & 4 ? highest : lowest };
    double q[3];
    map.Back(p, q);
    for (int c = 0; c < 3; ++c) from[c] = std::min(from[c], q[c]), to[c] = std::max(to[c], q[c]);
  }
  int begin[3], end[3];
  for (int c = 0; c < 3; ++c)
  {
    begin[c] = std::max(0, int(std::ceil(std::max(from[c], -1.0) - 1e-9)));
    end[c] = std::min(lattice.n[c] - 1, int(std::floor(std::min(to[c], double(lattice.n[c])) + 1e-9)));
  }
  double widest = 0;
  for (size_t k = 0; k + 1 < s.Count(); ++k) widest = std::max(widest, s.w[k + 1] - s.w[k]);
  const double far = std::max(4.0, 2 * widest);

  size_t k = 0;
  for (int z = begin[2]; z <= end[2]; ++z)
    for (int y = begin[1]; y <= end[1]; ++y)
      for (int x = begin[0]; x <= end[0]; ++x)
      {
        double p[3];
        map.Map(x, y, z, p);
        if (p[2] < lowest || p[2] > highest) continue;
        const double fi = (p[0] - s.frame.u0) / s.frame.h, fj = (p[1] - s.frame.v0) / s.frame.h;
        if (!(fi >= 0 && fj >= 0 && fi <= s.frame.nu - 1 && fj <= s.frame.nv - 1)) continue;
        double d;
        if (p[2] < s.w.front())
          d = std::max(s.PastEnd(false, fi, fj, p[2]), s.w.front() - p[2] - s.endBelowMm);
        else if (p[2] >= s.w.back())
          d = std::max(s.PastEnd(true, fi, fj, p[2]), p[2] - s.w.back() - s.endAboveMm);
        else
        {
          while (k > 0 && s.w[k] > p[2]) --k;
          while (k + 2 < s.Count() && s.w[k + 1] <= p[2]) ++k;
          const double a = s.At(k, fi, fj), b = s.At(k + 1, fi, fj);
          // Nowhere near the surface only the sign counts.
          if (a > far && b > far) d = far;
          else if (a < -far && b < -far) d = -far;
          else d = s.Between(k, fi, fj, p[2]);
          d = std::max(d, s.FromWithinEnd(false, k, fi, fj, p[2], d));
          d = std::max(d, s.FromWithinEnd(true, k, fi, fj, p[2], d));
        }
        float & out = level[lattice.Offset(x, y, z)];
        if (d < out) out = float(d);
      }
}

/// Field whose zero level is the solid's surface; near it the value is the distance in mm, far from it only the sign holds.
/// Each run is one body; the solid is their union.
inline void
SolidLevel(const SolidInput & solid, const GridGeometry & grid, float * level)
{
  const double h = grid.lattice.h();
  const ToSections map(solid, grid);
  // Where the sections are not the grid's own lattice, finer rasters keep the bilinear reading exact enough.
  const double rasterMm = map.Aligned() && !solid.closeBetweenPlanes ? h : h / 2;
  std::fill(level, level + grid.lattice.Count(), float(std::max(solid.reachMm, 4.0)));

  size_t section = 0, loop = 0, point = 0;
  for (size_t run = 0; run < solid.sectionsPerRun.size(); ++run)
  {
    RunOutlines drawn;
    drawn.capBelowMm = solid.capBelowMm[run];
    drawn.capAboveMm = solid.capAboveMm[run];
    for (int i = 0; i < solid.sectionsPerRun[run]; ++i, ++section)
    {
      std::vector<Loop> loops;
      for (int l = 0; l < solid.loopsPerSection[section]; ++l, ++loop)
      {
        Loop polygon(solid.pointsPerLoop[loop]);
        for (PointUv & p : polygon) p = { solid.uv[2 * point], solid.uv[2 * point + 1] }, ++point;
        loops.push_back(std::move(polygon));
      }
      Outline outline = OutlineOf(loops);
      if (outline.bounding.empty()) continue;
      drawn.w.push_back(solid.wMm[section]);
      drawn.outlines.push_back(std::move(outline));
    }
    if (drawn.w.empty()) continue;
    const SectionStack stack = MakeStack(drawn, map, grid.lattice, rasterMm, solid.fillHoles, solid.closeBetweenPlanes);
    if (stack.distance.empty()) continue;
    UniteStack(stack, map, grid.lattice, level);
    if (solid.closeBetweenPlanes) CloseBetweenPlanes(stack, drawn.outlines, map, grid.lattice, level);
  }
}

} // namespace postop
