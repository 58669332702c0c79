// The parts of a section that end before the next one while the body goes on beside them, and their caps.
//
// Between a section that shows a lobe and the next one that does not, interpolation has nothing to close the lobe with:
// it shrinks towards what goes on beside it. A lobe is told by the sections on the other side: followed back to this
// plane they do not foresee it. It ends as a body does (SectionStack::EndReachMm), along its own arc. A hole or a notch is
// a lobe of the outside and is treated alike, so that a body and its complement have one surface.
#pragma once
#include "section_raster.h"

#include <vector>

namespace postop
{

/// On the raster: how far (mm) it is from sure that what is here ends, and how far past its section that reaches. Empty
/// where nothing ends.
struct PartEnds
{
  std::vector<float> doubtMm, reachMm;
};

/// The kinds of parts between two planes, in the order in which they are kept.
struct PartKind
{
  bool solid; // else a hole or a notch
  bool above; // ends above the lower section, else below the upper one
};
constexpr PartKind kPartKinds[4] = { { true, true }, { true, false }, { false, true }, { false, false } };

/// Foreseen outside by this share of the gap, a part is sure to end.
constexpr double kSureShare = 0.5;

namespace ends
{

/// Connected nodes that may belong to an end, from one that surely does.
inline std::vector<size_t>
PartFrom(size_t start, const std::vector<float> & doubtMm, float none, const RasterFrame & f, std::vector<char> & seen)
{
  std::vector<size_t> part = { start };
  seen[start] = 1;
  for (size_t p = 0; p < part.size(); ++p)
  {
    const int i = int(part[p] % size_t(f.nu)), j = int(part[p] / size_t(f.nu));
    const int beside[4][2] = { { i - 1, j }, { i + 1, j }, { i, j - 1 }, { i, j + 1 } };
    for (const auto & b : beside)
    {
      if (b[0] < 0 || b[1] < 0 || b[0] >= f.nu || b[1] >= f.nv) continue;
      const size_t n = size_t(b[1]) * f.nu + b[0];
      if (!seen[n] && doubtMm[n] < none) seen[n] = 1, part.push_back(n);
    }
  }
  return part;
}

} // namespace ends

/// The parts of section `last` of a stack that end before the next section.
template <class Stack>
PartEnds
FindPartEnds(const Stack & s, size_t last, const PartKind & kind)
{
  const size_t next = kind.above ? last + 1 : last - 1;
  const double gap = std::fabs(s.w[next] - s.w[last]);
  const int sign = kind.solid ? 1 : -1;
  const float none = float(4 * gap);
  const RasterFrame & f = s.frame;
  // Two sections beyond tell where what they show goes, and two on this side how a hole goes on.
  const bool told = s.HasBefore(next, !kind.above) && (kind.solid || s.HasBefore(last, kind.above));
  PartEnds found;
  std::vector<size_t> sure;
  for (int j = 0; j < f.nv; ++j)
    for (int i = 0; i < f.nu; ++i)
    {
      const size_t n = size_t(j) * f.nu + i;
      const double here = sign * s.distance[last][n], there = sign * s.distance[next][n];
      if (here > gap || there <= 0) continue;
      const bool ends = kind.solid && s.pieces[last].Ends(kind.above, n);
      if (!ends && !told) continue;
      const double outside = ends ? gap : s.Foreseen(next, kind, i, j, s.w[last]) - std::max(0.0, here);
      if (outside <= 0) continue;
      if (found.doubtMm.empty()) found.doubtMm.assign(f.count(), none);
      found.doubtMm[n] = float(std::max(0.0, kSureShare * gap - outside));
      if (here < 0 && found.doubtMm[n] == 0) sure.push_back(n);
    }
  if (sure.empty()) return {};
  found.reachMm.assign(f.count(), float(gap / 2));
  std::vector<char> seen(f.count(), 0);
  for (const size_t start : sure)
  {
    if (seen[start]) continue;
    const std::vector<size_t> part = ends::PartFrom(start, found.doubtMm, none, f, seen);
    const auto closedAt = [&](double pastMm) {
      const double height = s.w[last] + (kind.above ? pastMm : -pastMm);
      for (const size_t n : part)
        if (sign * s.distance[last][n] < 0 && s.PartEnd(last, kind, double(n % size_t(f.nu)), double(n / size_t(f.nu)), height) + found.doubtMm[n] < 0) return false;
      return true;
    };
    double reach = gap / 2;
    for (int quarter = 4; quarter <= 7 && reach == gap / 2; ++quarter)
      if (closedAt(gap * quarter / 4)) reach = gap - gap * (quarter - 4) / 8;
    for (const size_t n : part) found.reachMm[n] = float(reach);
  }
  return found;
}

} // namespace postop
