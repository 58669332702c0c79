#include "pipelines.h"

#include "components.h"
#include "diagnostics.h"
#include "expand_lrapsi.h"
#include "fill_holes.h"
#include "geodesic.h"
#include "memory_io.h"
#include "read_solid.h"
#include "redistance.h"
#include "solid_distance.h"
#include "thin_walls.h"
#include "threshold.h"
#include "tidy.h"

#include <limits>

namespace postop
{

namespace
{

template <typename T>
Lattice LatticeOf(const Image<T> * image)
{
  Lattice    lattice;
  const auto size = image->GetBufferedRegion().GetSize();
  for (unsigned int axis = 0; axis < 3; ++axis)
  {
    lattice.n[axis] = static_cast<int>(size[axis]);
    lattice.spacing[axis] = image->GetSpacing()[axis];
  }
  return lattice;
}

/// Input image `index`, which must have the first one's size.
Image<float>::Pointer ReadCompanion(uint32_t index, const Image<float> * first)
{
  const auto image = ReadImage<float>(index);
  if (image->GetBufferedRegion() != first->GetBufferedRegion())
    throw std::invalid_argument("image " + std::to_string(index) + " is not of the first image's size");
  return image;
}

/// An option that is a number, or null where there is no bound.
double NumberOr(const Options & options, const char * name, double unbounded)
{
  return options.IsNull(name) ? unbounded : options.Number(name);
}

void RunThreshold(const Options & options)
{
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const auto       image = ReadImage<float>(1);
  const auto       mask =
    Threshold(image, NumberOr(options, "lower", -infinity), NumberOr(options, "upper", infinity));
  WriteImage<uint8_t>(0, mask);
}

void RunComponents(const Options & options)
{
  const Components components =
    FindComponents(ReadImage<uint8_t>(1), static_cast<size_t>(options.Number("minVoxels")));
  std::string voxels;
  for (const size_t count : components.voxels)
    voxels += (voxels.empty() ? "" : ",") + std::to_string(count);
  WriteImage<uint32_t>(0, components.labels);
  WriteText(1, "{\"voxels\":[" + voxels + "]}");
}

void RunFillHoles(const Options &) { WriteImage<uint8_t>(0, FillHoles(ReadImage<uint8_t>(1))); }

void RunTidy(const Options & options)
{
  const auto carved = ReadImage<float>(1);
  const auto allowed = ReadCompanion(2, carved);
  const auto kept = ReadCompanion(3, carved);
  const auto tidied = NewImageLike<float>(carved.GetPointer());
  Tidy(carved->GetBufferPointer(),
       allowed->GetBufferPointer(),
       kept->GetBufferPointer(),
       LatticeOf(carved.GetPointer()),
       { options.Number("islandMm3"), options.Number("holeMm3"), options.Number("smoothMm") },
       tidied->GetBufferPointer());
  WriteImage<float>(0, tidied);
}

Image<float>::Pointer NewImageOn(const GridGeometry & grid)
{
  auto                        image = Image<float>::New();
  Image<float>::SizeType      size;
  Image<float>::DirectionType direction;
  for (unsigned int i = 0; i < 3; ++i)
  {
    size[i] = grid.lattice.n[i];
    for (unsigned int j = 0; j < 3; ++j)
      direction[i][j] = grid.direction[3 * i + j];
  }
  image->SetRegions(size);
  image->SetSpacing(grid.lattice.spacing);
  image->SetOrigin(grid.originLps);
  image->SetDirection(direction);
  image->Allocate();
  return image;
}

void RunSolidDistance(const Options & options)
{
  const SolidInput   solid = ReadSolid(options);
  const GridGeometry grid = ReadGrid(options);
  const auto         image = NewImageOn(grid);
  std::vector<float> level(grid.lattice.Count());
  SolidLevel(solid, grid, level.data());
  Redistance(level.data(), grid.lattice, solid.reachMm, image->GetBufferPointer());
  if (solid.closeBetweenPlanes)
    KeepDrawnWalls(level, grid.lattice, solid.reachMm, image->GetBufferPointer());
  WriteImage<float>(0, image);
}

void RunRedistance(const Options & options)
{
  const auto level = ReadImage<float>(1);
  const auto distance = NewImageLike<float>(level.GetPointer());
  Redistance(level->GetBufferPointer(),
             LatticeOf(level.GetPointer()),
             options.Number("reachMm"),
             distance->GetBufferPointer());
  WriteImage<float>(0, distance);
}

void RunGeodesic(const Options & options)
{
  const auto target = ReadImage<float>(1);
  const auto blocked = ReadCompanion(2, target);
  const auto distance = NewImageLike<float>(target.GetPointer());
  Geodesic(target->GetBufferPointer(),
           blocked->GetBufferPointer(),
           LatticeOf(target.GetPointer()),
           options.Number("limitMm"),
           distance->GetBufferPointer());
  WriteImage<float>(0, distance);
}

void RunExpandLrapsi(const Options & options)
{
  const auto          target = ReadImage<float>(1);
  const auto          grown = NewImageLike<float>(target.GetPointer());
  const LrapsiMargins margins = { options.Number("leftMm"),      options.Number("rightMm"),
                                  options.Number("anteriorMm"),  options.Number("posteriorMm"),
                                  options.Number("superiorMm"),  options.Number("inferiorMm") };
  ExpandLrapsi(target->GetBufferPointer(), LatticeOf(target.GetPointer()), margins, grown->GetBufferPointer());
  WriteImage<float>(0, grown);
}

struct Pipeline
{
  const char * name;
  void (*run)(const Options &);
};

const Pipeline pipelines[] = {
  { "solid-distance", RunSolidDistance },
  { "redistance", RunRedistance },
  { "geodesic", RunGeodesic },
  { "expand-lrapsi", RunExpandLrapsi },
  { "tidy", RunTidy },
  { "components", RunComponents },
  { "fill-holes", RunFillHoles },
  { "threshold", RunThreshold },
  { "version", RunVersion },
  { "memory", RunMemory },
  { "fail", RunFail },
};

} // namespace

void RunPipeline(const std::string & name, const Options & options)
{
  for (const Pipeline & pipeline : pipelines)
    if (name == pipeline.name)
      return pipeline.run(options);
  throw std::invalid_argument("there is no pipeline " + name);
}

} // namespace postop
