#pragma once

#include "memory_io.h"

#include "itkConnectedComponentImageFilter.h"
#include "itkRelabelComponentImageFilter.h"

#include <vector>

namespace postop
{

struct Components
{
  Image<uint32_t>::Pointer labels; // 0 is background, 1 the largest component
  std::vector<size_t>      voxels; // of component 1, 2, ...
};

/// Pieces of the mask that hang together by voxel faces, by falling size; those under `minVoxels` become background.
/// Pieces of equal size keep the order of their first voxel.
inline Components FindComponents(Image<uint8_t> * mask, size_t minVoxels)
{
  auto connect = itk::ConnectedComponentImageFilter<Image<uint8_t>, Image<uint32_t>>::New();
  connect->SetInput(mask);
  connect->SetFullyConnected(false);
  auto relabel = itk::RelabelComponentImageFilter<Image<uint32_t>, Image<uint32_t>>::New();
  relabel->SetInput(connect->GetOutput());
  relabel->SetMinimumObjectSize(minVoxels);
  relabel->Update();

  Components components;
  components.labels = relabel->GetOutput();
  for (const auto size : relabel->GetSizeOfObjectsInPixels())
    components.voxels.push_back(size);
  return components;
}

} // namespace postop
