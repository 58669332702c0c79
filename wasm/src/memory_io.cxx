#include "memory_io.h"

#include <cstdlib>
#include <cstring>
#include <map>
#include <memory>
#include <new>
#include <utility>

#include <emscripten.h>
#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace
{

/// Bytes that JavaScript fills or reads.
class Buffer
{
public:
  explicit Buffer(size_t bytes)
    : m_Data(std::malloc(bytes > 0 ? bytes : 1))
    , m_Bytes(bytes)
  {
    // JavaScript writes to whatever address it gets; at 0 it would overwrite our own data.
    if (m_Data == nullptr)
      throw std::bad_alloc();
  }
  ~Buffer() { std::free(m_Data); }
  Buffer(const Buffer &) = delete;
  Buffer & operator=(const Buffer &) = delete;

  void * Data() const { return m_Data; }
  size_t Bytes() const { return m_Bytes; }

private:
  void * m_Data;
  size_t m_Bytes;
};

struct OutputArray
{
  const void *              data;
  size_t                    bytes;
  itk::LightObject::Pointer owner;
};

using ArrayKey = std::pair<uint32_t, uint32_t>; // index and sub-index

/// What lies in memory between JavaScript and a pipeline.
struct Exchange
{
  std::map<ArrayKey, std::unique_ptr<Buffer>> inputArrays;
  std::map<uint32_t, std::string>             inputJson;
  std::map<ArrayKey, OutputArray>             outputArrays;
  std::map<uint32_t, std::string>             outputJson;
  std::map<uint32_t, std::string>             outputTexts;
  std::map<uint32_t, std::unique_ptr<Buffer>> outputDirections;
};

Exchange & TheExchange()
{
  static Exchange exchange;
  return exchange;
}

const char addressPrefix[] = "data:application/vnd.itk.address,0:";

const Buffer & InputArray(uint32_t index, uint32_t subIndex)
{
  const auto found = TheExchange().inputArrays.find(ArrayKey(index, subIndex));
  if (found == TheExchange().inputArrays.end())
    throw std::invalid_argument("input " + std::to_string(index) + " is missing");
  return *found->second;
}

void ReadThreeNumbers(const rapidjson::Value & json, const char * name, double (&numbers)[3])
{
  const auto found = json.FindMember(name);
  if (found == json.MemberEnd() || !found->value.IsArray() || found->value.Size() != 3)
    throw std::invalid_argument(std::string("an image needs three numbers as ") + name);
  for (unsigned int i = 0; i < 3; ++i)
    numbers[i] = found->value[i].GetDouble();
}

} // namespace

// The functions that itk-wasm calls. The first parameter numbers a memory of which there is only one.

extern "C" EMSCRIPTEN_KEEPALIVE size_t itk_wasm_input_array_alloc(uint32_t, uint32_t index, uint32_t subIndex, size_t size)
{
  postop::ReleaseOutputs(); // of the call before: JavaScript has copied them, and never says so
  auto & slot = TheExchange().inputArrays[ArrayKey(index, subIndex)];
  slot.reset();
  slot = std::make_unique<Buffer>(size);
  return reinterpret_cast<size_t>(slot->Data());
}

extern "C" EMSCRIPTEN_KEEPALIVE size_t itk_wasm_input_json_alloc(uint32_t, uint32_t index, size_t size)
{
  std::string & json = TheExchange().inputJson[index];
  json.assign(size, '\0');
  return reinterpret_cast<size_t>(&json[0]);
}

extern "C" EMSCRIPTEN_KEEPALIVE size_t itk_wasm_output_json_address(uint32_t, uint32_t index)
{
  const auto found = TheExchange().outputJson.find(index);
  return found == TheExchange().outputJson.end() ? 0 : reinterpret_cast<size_t>(found->second.c_str());
}

extern "C" EMSCRIPTEN_KEEPALIVE size_t itk_wasm_output_array_address(uint32_t, uint32_t index, uint32_t subIndex)
{
  const auto found = TheExchange().outputArrays.find(ArrayKey(index, subIndex));
  return found == TheExchange().outputArrays.end() ? 0 : reinterpret_cast<size_t>(found->second.data);
}

extern "C" EMSCRIPTEN_KEEPALIVE size_t itk_wasm_output_array_size(uint32_t, uint32_t index, uint32_t subIndex)
{
  const auto found = TheExchange().outputArrays.find(ArrayKey(index, subIndex));
  return found == TheExchange().outputArrays.end() ? 0 : found->second.bytes;
}

namespace postop
{

ImageHeader ReadImageHeader(uint32_t index)
{
  rapidjson::Document json;
  json.Parse<rapidjson::kParseFullPrecisionFlag>(TheExchange().inputJson[index].c_str());
  if (json.HasParseError() || !json.IsObject() || !json.HasMember("imageType"))
    throw std::invalid_argument("input " + std::to_string(index) + " is not an image");
  const auto & type = json["imageType"];
  if (type["dimension"].GetUint() != 3 || type["components"].GetUint() != 1)
    throw std::invalid_argument("an image must have three dimensions and one component");

  ImageHeader header;
  header.componentType = type["componentType"].GetString();
  ReadThreeNumbers(json, "origin", header.origin);
  ReadThreeNumbers(json, "spacing", header.spacing);
  double size[3];
  ReadThreeNumbers(json, "size", size);
  for (unsigned int i = 0; i < 3; ++i)
  {
    if (!(header.spacing[i] > 0.0))
      throw std::invalid_argument("spacing must be positive");
    header.size[i] = static_cast<unsigned int>(size[i]);
  }
  const Buffer & direction = InputArray(index, 1);
  if (direction.Bytes() != sizeof(header.direction))
    throw std::invalid_argument("a direction must have nine float64 numbers");
  std::memcpy(header.direction, direction.Data(), sizeof(header.direction));
  header.data = InputArray(index, 0).Data();
  header.dataBytes = InputArray(index, 0).Bytes();
  return header;
}

std::string ReadText(uint32_t index)
{
  const Buffer & array = InputArray(index, 0);
  return std::string(static_cast<const char *>(array.Data()), array.Bytes());
}

Doubles ReadDoubles(uint32_t index)
{
  const Buffer & array = InputArray(index, 0);
  if (array.Bytes() % sizeof(double) != 0)
    throw std::invalid_argument("input " + std::to_string(index) + " is not a stream of float64 numbers");
  return { static_cast<const double *>(array.Data()), array.Bytes() / sizeof(double) };
}

void WriteArray(uint32_t index, uint32_t subIndex, const void * data, size_t bytes, itk::LightObject * owner)
{
  TheExchange().outputArrays[ArrayKey(index, subIndex)] = { data, bytes, owner };
}

void WriteText(uint32_t index, const std::string & text)
{
  std::string & kept = TheExchange().outputTexts[index];
  kept = text;
  WriteArray(index, 0, kept.data(), kept.size(), nullptr);
}

void WriteImageHeader(uint32_t index, const ImageHeader & header)
{
  auto & direction = TheExchange().outputDirections[index];
  direction = std::make_unique<Buffer>(sizeof(header.direction));
  std::memcpy(direction->Data(), header.direction, sizeof(header.direction));
  WriteArray(index, 1, direction->Data(), direction->Bytes(), nullptr);

  rapidjson::StringBuffer                    buffer;
  rapidjson::Writer<rapidjson::StringBuffer> json(buffer);
  const auto                                 numbers = [&json](const char * name, const auto & values) {
    json.Key(name);
    json.StartArray();
    for (const auto value : values)
      json.Double(value);
    json.EndArray();
  };
  const auto address = [&json](const char * name, const void * data) {
    json.Key(name);
    json.String((addressPrefix + std::to_string(reinterpret_cast<size_t>(data))).c_str());
  };
  json.StartObject();
  json.Key("imageType");
  json.StartObject();
  json.Key("dimension");
  json.Uint(3);
  json.Key("componentType");
  json.String(header.componentType.c_str());
  json.Key("pixelType");
  json.String("Scalar");
  json.Key("components");
  json.Uint(1);
  json.EndObject();
  json.Key("name");
  json.String("image");
  numbers("origin", header.origin);
  numbers("spacing", header.spacing);
  numbers("size", header.size);
  address("direction", direction->Data());
  address("data", header.data);
  json.Key("metadata");
  json.StartArray();
  json.EndArray();
  json.EndObject();
  TheExchange().outputJson[index].assign(buffer.GetString(), buffer.GetSize());
}

void ReleaseInputs()
{
  TheExchange().inputArrays.clear();
  TheExchange().inputJson.clear();
}

void ReleaseOutputs()
{
  TheExchange().outputArrays.clear();
  TheExchange().outputJson.clear();
  TheExchange().outputTexts.clear();
  TheExchange().outputDirections.clear();
}

} // namespace postop
