#pragma once

#include "memory_io.h"
#include "options.h"
#include "solid_input.h"

#include <algorithm>

namespace postop
{

/// A list option of exactly `count` numbers.
inline void CopyNumbers(const Options & options, const char * name, double * numbers, size_t count)
{
  const auto values = options.Numbers(name);
  if (values.size() != count)
    throw std::invalid_argument(std::string("option ") + name + " must hold " + std::to_string(count) + " numbers");
  std::copy(values.begin(), values.end(), numbers);
}

/// The grid that the options describe.
inline GridGeometry ReadGrid(const Options & options)
{
  GridGeometry grid;
  const auto   size = options.Integers("size");
  if (size.size() != 3 || size[0] < 1 || size[1] < 1 || size[2] < 1)
    throw std::invalid_argument("option size must hold three positive numbers");
  std::copy(size.begin(), size.end(), grid.lattice.n);
  CopyNumbers(options, "spacingMm", grid.lattice.spacing, 3);
  CopyNumbers(options, "originLps", grid.originLps, 3);
  CopyNumbers(options, "direction", grid.direction, 9);
  return grid;
}

/// The solid that the options describe, with its points in input 1; throws where the counts do not add up.
inline SolidInput ReadSolid(const Options & options)
{
  SolidInput solid;
  CopyNumbers(options, "u", solid.u, 3);
  CopyNumbers(options, "v", solid.v, 3);
  CopyNumbers(options, "w", solid.w, 3);
  solid.hasTransform = !options.IsNull("toSolid");
  if (solid.hasTransform)
    CopyNumbers(options, "toSolid", solid.toSolid, 16);
  solid.closeBetweenPlanes = options.Flag("closeBetweenPlanes");
  solid.fillHoles = options.Flag("fillHoles");
  solid.reachMm = options.Number("reachMm");
  solid.sectionsPerRun = options.Integers("sectionsPerRun");
  solid.capBelowMm = options.Numbers("capBelowMm");
  solid.capAboveMm = options.Numbers("capAboveMm");
  solid.wMm = options.Numbers("wMm");
  solid.loopsPerSection = options.Integers("loopsPerSection");
  solid.pointsPerLoop = options.Integers("pointsPerLoop");
  const Doubles uv = ReadDoubles(1);
  solid.uv = uv.data;
  solid.points = uv.count / 2;

  const auto sum = [](const std::vector<int> & counts) {
    size_t total = 0;
    for (const int count : counts)
      total += count < 0 ? throw std::invalid_argument("a count in the solid is negative") : static_cast<size_t>(count);
    return total;
  };
  const size_t runs = solid.sectionsPerRun.size();
  if (solid.capBelowMm.size() != runs || solid.capAboveMm.size() != runs ||
      sum(solid.sectionsPerRun) != solid.wMm.size() || solid.loopsPerSection.size() != solid.wMm.size() ||
      sum(solid.loopsPerSection) != solid.pointsPerLoop.size() || sum(solid.pointsPerLoop) != solid.points ||
      uv.count % 2 != 0)
    throw std::invalid_argument("the solid's counts do not add up");
  return solid;
}

} // namespace postop
