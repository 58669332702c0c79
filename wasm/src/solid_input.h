#pragma once

#include "lattice.h"

#include <vector>

namespace postop
{

/// A solid as planar sections, flat as it arrives from TypeScript (core/structure: Solid).
/// Runs hold sections in ascending w, sections hold loops, loops hold points; each list is in that order.
struct SolidInput
{
  double              u[3], v[3], w[3]; // orthonormal, right-handed; u and v lie in the planes
  bool                hasTransform;
  double              toSolid[16]; // row by row, from the grid's frame to the solid's
  bool                closeBetweenPlanes;
  bool                fillHoles; // only the outer outline counts: a body with the airway drawn out of it
  double              reachMm;
  std::vector<int>    sectionsPerRun;
  std::vector<double> capBelowMm, capAboveMm; // one each a run
  std::vector<double> wMm;                    // one a section
  std::vector<int>    loopsPerSection;
  std::vector<int>    pointsPerLoop;
  const double *      uv; // u, v in mm of every point
  size_t              points;
};

/// A lattice's place in patient space: voxel (i, j, k) lies at originLps + direction * (i, j, k) * spacing.
struct GridGeometry
{
  Lattice lattice;
  double  originLps[3];
  double  direction[9]; // row by row; its columns are the LPS directions of i, j, k
};

} // namespace postop
