#pragma once

// The C side of itk-wasm's memory interface: inputs that JavaScript placed in our memory, outputs that it will copy out.
// Counterpart: node_modules/itk-wasm/dist/pipeline/internal/run-pipeline-emscripten.js.

#include "itkImage.h"

#include <cstdint>
#include <stdexcept>
#include <string>

namespace postop
{

template <typename T>
using Image = itk::Image<T, 3>;

/// The itk-wasm name of a pixel type.
template <typename T>
const char * ComponentType();
template <>
inline const char * ComponentType<uint8_t>() { return "uint8"; }
template <>
inline const char * ComponentType<uint32_t>() { return "uint32"; }
template <>
inline const char * ComponentType<float>() { return "float32"; }

/// An image's description, with its voxels still where they were placed.
struct ImageHeader
{
  std::string  componentType;
  double       origin[3];
  double       spacing[3];
  double       direction[9]; // row by row
  unsigned int size[3];
  void *       data;
  size_t       dataBytes;
};

/// Float64 values of a binary stream.
struct Doubles
{
  const double * data;
  size_t         count;
};

ImageHeader ReadImageHeader(uint32_t index);
std::string ReadText(uint32_t index);
Doubles     ReadDoubles(uint32_t index);

/// `owner` keeps `data` alive until the next call.
void WriteArray(uint32_t index, uint32_t subIndex, const void * data, size_t bytes, itk::LightObject * owner);
void WriteImageHeader(uint32_t index, const ImageHeader & header);
void WriteText(uint32_t index, const std::string & text);

void ReleaseInputs();
void ReleaseOutputs();

/// Input image `index` without a copy: it is only valid until the inputs are released.
template <typename T>
typename Image<T>::Pointer ReadImage(uint32_t index)
{
  const ImageHeader header = ReadImageHeader(index);
  if (header.componentType != ComponentType<T>())
    throw std::invalid_argument("image " + std::to_string(index) + " must hold " + ComponentType<T>() + ", not " +
                                header.componentType);
  typename Image<T>::RegionType    region;
  typename Image<T>::PointType     origin;
  typename Image<T>::SpacingType   spacing;
  typename Image<T>::DirectionType direction;
  size_t                           voxels = 1;
  for (unsigned int i = 0; i < 3; ++i)
  {
    region.SetSize(i, header.size[i]);
    voxels *= header.size[i];
    origin[i] = header.origin[i];
    spacing[i] = header.spacing[i];
    for (unsigned int j = 0; j < 3; ++j)
      direction[i][j] = header.direction[i * 3 + j];
  }
  if (voxels == 0 || voxels * sizeof(T) != header.dataBytes)
    throw std::invalid_argument("image " + std::to_string(index) + " has " + std::to_string(header.dataBytes) +
                                " bytes, but its size needs " + std::to_string(voxels * sizeof(T)));
  auto image = Image<T>::New();
  image->SetRegions(region);
  image->SetOrigin(origin);
  image->SetSpacing(spacing);
  image->SetDirection(direction);
  image->GetPixelContainer()->SetImportPointer(static_cast<T *>(header.data), voxels, false);
  return image;
}

/// Gives `image` out as output `index`; its region must start at index 0.
template <typename T>
void WriteImage(uint32_t index, Image<T> * image)
{
  ImageHeader header;
  header.componentType = ComponentType<T>();
  for (unsigned int i = 0; i < 3; ++i)
  {
    header.origin[i] = image->GetOrigin()[i];
    header.spacing[i] = image->GetSpacing()[i];
    header.size[i] = static_cast<unsigned int>(image->GetBufferedRegion().GetSize(i));
    for (unsigned int j = 0; j < 3; ++j)
      header.direction[i * 3 + j] = image->GetDirection()[i][j];
  }
  header.data = image->GetBufferPointer();
  header.dataBytes = image->GetBufferedRegion().GetNumberOfPixels() * sizeof(T);
  WriteArray(index, 0, header.data, header.dataBytes, image);
  WriteImageHeader(index, header);
}

/// A new image on the grid of another one, its voxels not set.
template <typename T, typename TLike>
typename Image<T>::Pointer NewImageLike(const Image<TLike> * like)
{
  auto image = Image<T>::New();
  image->CopyInformation(like);
  image->SetRegions(like->GetBufferedRegion());
  image->Allocate();
  return image;
}

} // namespace postop
