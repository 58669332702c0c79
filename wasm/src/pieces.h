#pragma once

#include "lattice.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace postop
{

/// An unbroken stretch of one row's voxels, from `first` to before `end`.
struct Run
{
  int      first;
  int      end;
  uint32_t piece;
};

/// Voxels that hang together by faces, held as runs along i: what lies within a row's stretch costs nothing.
struct Pieces
{
  std::vector<Run>    runs;   // row by row, ascending
  std::vector<size_t> rowAt;  // the first run of each row, and the end of all
  std::vector<size_t> voxels; // of each piece

  /// Calls `visit(run, row)` for every run.
  template <typename TVisit>
  void ForRuns(TVisit visit) const
  {
    for (size_t row = 0; row + 1 < rowAt.size(); ++row)
      for (size_t run = rowAt[row]; run < rowAt[row + 1]; ++run)
        visit(runs[run], row);
  }
};

/// The first of all runs that are joined with this one; `piece` leads there.
inline uint32_t FirstJoined(std::vector<Run> & runs, uint32_t run)
{
  while (runs[run].piece != run)
  {
    runs[run].piece = runs[runs[run].piece].piece;
    run = runs[run].piece;
  }
  return run;
}

/// Joins the runs of two rows that touch.
inline void JoinRows(std::vector<Run> & runs, const size_t * row, const size_t * beside)
{
  size_t a = row[0];
  size_t b = beside[0];
  while (a < row[1] && b < beside[1])
  {
    if (runs[a].first < runs[b].end && runs[b].first < runs[a].end)
    {
      const uint32_t p = FirstJoined(runs, static_cast<uint32_t>(a));
      const uint32_t q = FirstJoined(runs, static_cast<uint32_t>(b));
      runs[std::max(p, q)].piece = std::min(p, q);
    }
    ++(runs[a].end < runs[b].end ? a : b);
  }
}

/// The pieces of the voxels for which `isWanted(offset)`, in the order of their first voxels.
template <typename TIsWanted>
Pieces FindPieces(const Lattice & lattice, TIsWanted isWanted)
{
  Pieces pieces;
  auto & runs = pieces.runs;
  pieces.rowAt.assign(static_cast<size_t>(lattice.n[1]) * lattice.n[2] + 1, 0);
  size_t row = 0;
  for (int k = 0; k < lattice.n[2]; ++k)
    for (int j = 0; j < lattice.n[1]; ++j, ++row)
    {
      const size_t offset = lattice.Offset(0, j, k);
      for (int i = 0; i < lattice.n[0]; ++i)
      {
        if (!isWanted(offset + i))
          continue;
        const int first = i;
        while (i < lattice.n[0] && isWanted(offset + i))
          ++i;
        runs.push_back({ first, i, static_cast<uint32_t>(runs.size()) });
      }
      size_t * const here = &pieces.rowAt[row];
      here[1] = runs.size();
      if (j > 0)
        JoinRows(runs, here, here - 1);
      if (k > 0)
        JoinRows(runs, here, here - lattice.n[1]);
    }
  std::vector<uint32_t> number(runs.size());
  for (uint32_t run = 0; run < runs.size(); ++run)
  {
    const uint32_t first = FirstJoined(runs, run);
    if (first == run)
    {
      number[run] = static_cast<uint32_t>(pieces.voxels.size());
      pieces.voxels.push_back(0);
    }
    number[run] = number[first];
    pieces.voxels[number[run]] += runs[run].end - runs[run].first;
  }
  for (uint32_t run = 0; run < runs.size(); ++run)
    runs[run].piece = number[run];
  return pieces;
}

} // namespace postop
