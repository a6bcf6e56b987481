#include <boost/test/unit_test.hpp>

#include "api/attachments/exif_block.hpp"
#include "api/attachments/file_rules.hpp"
#include "api/attachments/second_opinion.hpp"
#include "pictures.hpp"

using namespace lapor;
using namespace lapor::api;
using namespace lapor::api::testing;
using storage::FileType;

namespace {

constexpr std::uint64_t most_pixels = 1'000'000;

/// How the cleaning of a file ended: "taken", or why not.
std::string fate(FileType type, const Bytes& file, std::uint64_t pixels = most_pixels) {
  const auto clean = clean_picture(type, file, pixels);
  if (clean) return "taken";
  switch (clean.error().fault) {
    case FileFault::unknown_type:
      return "unknown";
    case FileFault::damaged:
      return "damaged";
    case FileFault::too_many_pixels:
      return "too many pixels";
  }
  return "";
}

Bytes cleaned(FileType type, const Bytes& file) {
  const auto clean = clean_picture(type, file, most_pixels);
  BOOST_REQUIRE_MESSAGE(clean.has_value(), (clean ? "" : clean.error().what));
  return *clean;
}

void check_says_nothing(const Bytes& file) {
  BOOST_TEST(!has(file, camera_maker));
  BOOST_TEST(!has(file, owner));
  BOOST_TEST(!has(file, "2026:11:20"));
}

std::string pdf_fate(const Bytes& file, std::size_t piece = 7) {
  PdfCheck check;
  for (BytesView left = file; !left.empty(); left = left.subspan(std::min(piece, left.size())))
    check.add(left.first(std::min(piece, left.size())));
  return check.fault() ? "damaged" : "taken";
}

const Bytes profile = bytes_of({"ICC_PROFILE\0\x01\x01", 14}) + bytes_of("sRGB or so");
const Bytes jfif_with_thumbnail = bytes_of({"JFIF\0\x01\x02\x00\x00\x48\x00\x48\x01\x01", 14}) + bytes_of("RGB");

/// Everything that a camera, a phone and a drawing program put beside the pixels.
Bytes talkative_jpeg(int orientation) {
  return jpeg(jpeg_segment(0xE0, jfif_with_thumbnail) + exif_segment(camera_data(orientation)) +
              jpeg_segment(0xE1, bytes_of({"http://ns.adobe.com/xap/1.0/\0", 29}) + bytes_of("<x:xmpmeta>Ani</x>")) +
              jpeg_segment(0xE2, profile) + jpeg_segment(0xE2, bytes_of({"MPF\0", 4}) + bytes_of("second picture")) +
              jpeg_segment(0xED, bytes_of({"Photoshop 3.0\0", 14}) + bytes_of("8BIM Ani dari Gubeng")) +
              jpeg_segment(0xEE, bytes_of({"Adobe\0\x64\0\0\0\0\x01", 12}) + bytes_of(owner)) +
              jpeg_segment(0xFE, bytes_of(owner)));
}

Bytes talkative_png(int orientation) {
  return png({{"gAMA", Bytes(4, std::byte{1})},
              {"iCCP", bytes_of({"Layar Ani dari Gubeng\0\0", 23}) + bytes_of("compressed")},
              {"pHYs", Bytes(9, std::byte{1})},
              {"eXIf", camera_data(orientation)},
              {"tEXt", bytes_of(owner)},
              {"zTXt", bytes_of(owner)},
              {"iTXt", bytes_of("XML:com.adobe.xmp") + bytes_of(owner)},
              {"tIME", Bytes(7, std::byte{1})},
              {"laPo", bytes_of(owner)},
              {"sRGB", bytes_of(owner)}});
}

Bytes talkative_webp(int orientation) {
  return webp_of(vp8x(0x3C) + webp_chunk("ICCP", bytes_of("profile")) + webp_chunk("ALPH", bytes_of("alpha")) + vp8() +
                 webp_chunk("EXIF", camera_data(orientation)) + webp_chunk("XMP ", bytes_of(owner)) +
                 webp_chunk("LAPO", bytes_of(owner)));
}

/// Files with everything in them that the cleaners look at.
std::vector<std::pair<FileType, Bytes>> rich_files() {
  return {{FileType::jpeg, talkative_jpeg(6)},
          {FileType::png, talkative_png(6)},
          {FileType::webp, talkative_webp(6)},
          {FileType::webp, webp_of(vp8l())},
          {FileType::webp, webp_of(vp8x(0) + vp8l())}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(file_types)

BOOST_AUTO_TEST_CASE(the_content_tells_the_type) {
  BOOST_TEST((type_of_content(jpeg()) == FileType::jpeg));
  BOOST_TEST((type_of_content(png()) == FileType::png));
  BOOST_TEST((type_of_content(webp_of(vp8())) == FileType::webp));
  BOOST_TEST((type_of_content(pdf()) == FileType::pdf));
}

BOOST_AUTO_TEST_CASE(everything_else_is_no_type) {
  for (const Bytes& file : {Bytes{}, bytes_of("GIF89a"), bytes_of("<html>"), bytes_of("\xFF\xD8"),
                            bytes_of("RIFF1234WAVE"), bytes_of(" %PDF-1.7"), bytes_of("MZ"), bytes_of("<svg xmlns="),
                            empty_zip() + pdf(), bytes_of("\x89PNG\n\x1A\n")})
    BOOST_TEST(!type_of_content(file).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(exif_orientation)

BOOST_AUTO_TEST_CASE(it_is_found_in_what_cameras_write_in_either_order_of_bytes) {
  for (const bool big_endian : {false, true})
    for (int orientation = 1; orientation <= 8; ++orientation)
      BOOST_TEST(int{orientation_in(camera_data(orientation, big_endian)).value()} == orientation);
}

BOOST_AUTO_TEST_CASE(what_is_written_says_it_and_nothing_else) {
  for (std::uint8_t orientation = 1; orientation <= 8; ++orientation) {
    BOOST_TEST(orientation_in(exif_block(orientation)).value() == orientation);
    BOOST_TEST(exif_block(orientation).size() == 26U);
  }
}

BOOST_AUTO_TEST_CASE(a_missing_or_impossible_one_is_none) {
  BOOST_TEST(!orientation_in(camera_data(0)).has_value());
  BOOST_TEST(!orientation_in(camera_data(9)).has_value());
  BOOST_TEST(!orientation_in({}).has_value());
  BOOST_TEST(!orientation_in(bytes_of("II*")).has_value());
  BOOST_TEST(!orientation_in(bytes_of({"II*\0\xFF\xFF\xFF\xFF", 8})).has_value());
}

BOOST_AUTO_TEST_CASE(cut_and_altered_blocks_are_survived) {
  const Bytes good = camera_data(6);
  for (std::size_t cut = 0; cut < good.size(); ++cut) static_cast<void>(orientation_in(BytesView{good}.first(cut)));
  for (std::size_t at = 0; at < good.size(); ++at)
    for (const auto change : {std::byte{1}, std::byte{0x80}, std::byte{0xFF}}) {
      Bytes altered = good;
      altered[at] ^= change;
      const auto orientation = orientation_in(altered);
      BOOST_TEST((!orientation || (*orientation >= 1 && *orientation <= 8)));
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(photo_cleaning)

BOOST_AUTO_TEST_CASE(a_plain_picture_stays_as_it_is) {
  BOOST_TEST((cleaned(FileType::jpeg, jpeg()) == jpeg()));
  BOOST_TEST((cleaned(FileType::png, png()) == png()));
  BOOST_TEST((cleaned(FileType::webp, webp_of(vp8())) == webp_of(vp8())));
  BOOST_TEST((cleaned(FileType::webp, webp_of(vp8l())) == webp_of(vp8l())));
}

BOOST_AUTO_TEST_CASE(the_tests_own_photos_say_where_and_whose) {
  for (const Bytes& file : {talkative_jpeg(1), talkative_png(1), talkative_webp(1)}) {
    BOOST_TEST(has(file, camera_maker));
    BOOST_TEST(has(file, owner));
  }
  CleanPicture unclean;
  unclean.bytes = jpeg(exif_segment(camera_data(1)));
  BOOST_TEST(metadata_in(unclean).has_value());
}

BOOST_AUTO_TEST_CASE(nothing_is_left_of_what_cameras_and_programs_say) {
  for (const int orientation : {0, 1, 6}) {
    check_says_nothing(cleaned(FileType::jpeg, talkative_jpeg(orientation)));
    check_says_nothing(cleaned(FileType::png, talkative_png(orientation)));
    check_says_nothing(cleaned(FileType::webp, talkative_webp(orientation)));
  }
}

BOOST_AUTO_TEST_CASE(cleaning_twice_changes_nothing_more) {
  for (const auto& [type, file] : rich_files()) {
    const Bytes once = cleaned(type, file);
    BOOST_TEST((cleaned(type, once) == once));
  }
}

BOOST_AUTO_TEST_CASE(a_jpeg_keeps_pixels_profile_and_color_marks_and_the_way_up) {
  const Bytes tiff = exif_block(6);
  const Bytes kept = jpeg_segment(0xE0, bytes_of({"JFIF\0\x01\x02\x00\x00\x48\x00\x48\0\0", 14})) + exif_segment(tiff) +
                     jpeg_segment(0xE2, profile) + jpeg_segment(0xEE, bytes_of({"Adobe\0\x64\0\0\0\0\x01", 12}));
  BOOST_TEST((cleaned(FileType::jpeg, talkative_jpeg(6)) == jpeg(kept)));
  const Bytes upright = jpeg_segment(0xE0, bytes_of({"JFIF\0\x01\x02\x00\x00\x48\x00\x48\0\0", 14})) +
                        jpeg_segment(0xE2, profile) + jpeg_segment(0xEE, bytes_of({"Adobe\0\x64\0\0\0\0\x01", 12}));
  BOOST_TEST((cleaned(FileType::jpeg, talkative_jpeg(1)) == jpeg(upright)));
}

BOOST_AUTO_TEST_CASE(a_png_keeps_pixels_and_colors_and_the_way_up) {
  const std::vector<PngChunk> colors{{"gAMA", Bytes(4, std::byte{1})},
                                     {"iCCP", bytes_of({"ICC\0\0", 5}) + bytes_of("compressed")},
                                     {"pHYs", Bytes(9, std::byte{1})}};
  BOOST_TEST((cleaned(FileType::png, talkative_png(1)) == png(colors)));
  std::vector<PngChunk> turned{{"eXIf", exif_block(8)}};
  turned.insert(turned.end(), colors.begin(), colors.end());
  BOOST_TEST((cleaned(FileType::png, talkative_png(8)) == png(turned)));
}

BOOST_AUTO_TEST_CASE(a_webp_keeps_pixels_alpha_and_profile_and_the_way_up) {
  const Bytes kept = webp_chunk("ICCP", bytes_of("profile")) + webp_chunk("ALPH", bytes_of("alpha")) + vp8();
  BOOST_TEST((cleaned(FileType::webp, talkative_webp(1)) == webp_of(vp8x(0x30) + kept)));
  BOOST_TEST(
      (cleaned(FileType::webp, talkative_webp(3)) == webp_of(vp8x(0x38) + kept + webp_chunk("EXIF", exif_block(3)))));
}

BOOST_AUTO_TEST_CASE(what_lies_behind_a_picture_is_cut_off) {
  for (const Bytes& tail : {empty_zip(), bytes_of("<html><script>alert(1)</script>"), jpeg(), pdf()}) {
    BOOST_TEST((cleaned(FileType::jpeg, jpeg() + tail) == jpeg()));
    BOOST_TEST((cleaned(FileType::png, png() + tail) == png()));
    BOOST_TEST((cleaned(FileType::webp, webp_of(vp8()) + tail) == webp_of(vp8())));
  }
}

BOOST_AUTO_TEST_CASE(what_lies_before_a_picture_is_refused) {
  BOOST_TEST(fate(FileType::jpeg, bytes_of("x") + jpeg()) == "damaged");
  BOOST_TEST(fate(FileType::png, bytes_of("x") + png()) == "damaged");
  BOOST_TEST(fate(FileType::webp, bytes_of("x") + webp_of(vp8())) == "damaged");
}

BOOST_AUTO_TEST_CASE(a_picture_larger_than_the_limit_is_refused_by_its_head) {
  BOOST_TEST(fate(FileType::jpeg, jpeg({}, 1'000, 1'000)) == "taken");
  BOOST_TEST(fate(FileType::jpeg, jpeg({}, 1'001, 1'000)) == "too many pixels");
  BOOST_TEST(fate(FileType::jpeg, jpeg({}, 65'535, 65'535), 50'000'000) == "too many pixels");
  BOOST_TEST(fate(FileType::png, png({}, 1'000, 1'000)) == "taken");
  BOOST_TEST(fate(FileType::png, png({}, 0x7FFFFFFF, 0x7FFFFFFF)) == "too many pixels");
  BOOST_TEST(fate(FileType::webp, webp_of(vp8(1'000, 1'001))) == "too many pixels");
  BOOST_TEST(fate(FileType::webp, webp_of(vp8l(16'384, 16'384))) == "too many pixels");
}

BOOST_AUTO_TEST_CASE(a_picture_without_a_size_is_refused) {
  BOOST_TEST(fate(FileType::jpeg, jpeg({}, 0, 8)) == "damaged");
  BOOST_TEST(fate(FileType::jpeg, jpeg({}, 8, 0)) == "damaged");
  BOOST_TEST(fate(FileType::png, png({}, 0, 8)) == "damaged");
  BOOST_TEST(fate(FileType::webp, webp_of(vp8(8, 0))) == "damaged");
}

BOOST_AUTO_TEST_CASE(every_cut_off_picture_is_refused) {
  for (const auto& [type, file] : rich_files()) {
    const auto end = file.size() - (type == FileType::png ? 12 : 0);
    for (std::size_t cut = 0; cut < end; ++cut) {
      const Bytes part(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(cut));
      BOOST_TEST(fate(type, part) == "damaged", "type " << static_cast<int>(type) << " cut at " << cut);
    }
  }
}

BOOST_AUTO_TEST_CASE(no_altered_byte_makes_a_cleaner_fail_or_talk) {
  for (const auto& [type, file] : rich_files())
    for (std::size_t at = 0; at < file.size(); ++at)
      for (const auto change : {std::byte{1}, std::byte{0x20}, std::byte{0x80}, std::byte{0xFF}}) {
        Bytes altered = file;
        altered[at] ^= change;
        const auto clean = clean_picture(type, altered, most_pixels);
        if (clean) BOOST_TEST(!has(*clean, camera_maker), "type " << static_cast<int>(type) << " byte " << at);
      }
}

BOOST_AUTO_TEST_CASE(a_wrong_checksum_is_refused) {
  Bytes file = png();
  file[file.size() - 14] ^= std::byte{1};  // of IDAT
  BOOST_TEST(fate(FileType::png, file) == "damaged");
}

BOOST_AUTO_TEST_CASE(chunks_in_the_wrong_order_or_unknown_critical_ones_are_refused) {
  BOOST_TEST(fate(FileType::png, png({{"IDAT", bytes_of("a")}, {"tEXt", bytes_of("b")}})) == "taken");
  BOOST_TEST(fate(FileType::png, png({{"IDAT", bytes_of("a")}, {"PLTE", Bytes(3)}})) == "damaged");
  BOOST_TEST(fate(FileType::png, png({{"PLTE", Bytes(3)}, {"PLTE", Bytes(3)}})) == "damaged");
  BOOST_TEST(fate(FileType::png, png({{"IHDR", Bytes(13)}})) == "damaged");
  BOOST_TEST(fate(FileType::png, png({{"LAPO", bytes_of("a")}})) == "damaged");
  BOOST_TEST(fate(FileType::png, png({{"IEND", {}}})) == "damaged");
}

BOOST_AUTO_TEST_CASE(pictures_that_move_are_refused) {
  BOOST_TEST(fate(FileType::webp, webp_of(vp8x(0x02) + vp8())) == "damaged");
  BOOST_TEST(fate(FileType::webp, webp_of(webp_chunk("ANIM", Bytes(6)) + vp8())) == "damaged");
}

BOOST_AUTO_TEST_CASE(a_canvas_of_another_size_or_two_pictures_are_refused) {
  BOOST_TEST(fate(FileType::webp, webp_of(vp8x(0, 9, 8) + vp8())) == "damaged");
  BOOST_TEST(fate(FileType::webp, webp_of(vp8() + vp8())) == "damaged");
  BOOST_TEST(fate(FileType::webp, webp_of(vp8() + vp8x(0))) == "damaged");
}

BOOST_AUTO_TEST_CASE(jpegs_that_no_browser_shows_are_refused) {
  for (const int code : {0xC3, 0xC9, 0xCC, 0xDC, 0xDE, 0xDF, 0xF7}) {
    const Bytes segment = jpeg_segment(static_cast<std::uint8_t>(code), Bytes(11));
    BOOST_TEST(fate(FileType::jpeg, jpeg(segment)) == "damaged", code);
  }
}

BOOST_AUTO_TEST_CASE(a_jpeg_with_endless_scans_is_refused) {
  const Bytes whole = jpeg();
  const Bytes scan = jpeg_segment(0xDA, bytes_of({"\x01\x01\x00\x00\x3F\x00", 6})) + bytes_of("\x12");
  Bytes file(whole.begin(), whole.end() - 2);
  for (int i = 1; i < 100; ++i) file = file + scan;
  BOOST_TEST(fate(FileType::jpeg, file + bytes_of("\xFF\xD9")) == "taken");
  BOOST_TEST(fate(FileType::jpeg, file + scan + bytes_of("\xFF\xD9")) == "damaged");
}

BOOST_AUTO_TEST_CASE(fill_bytes_and_restarts_belong_to_a_jpeg) {
  const Bytes whole = jpeg();
  const Bytes filled = Bytes(whole.begin(), whole.begin() + 2) + bytes_of("\xFF\xFF") +
                       Bytes(whole.begin() + 2, whole.end() - 2) + bytes_of("\xFF\xFF\xFF\xD9");
  BOOST_TEST((cleaned(FileType::jpeg, filled) == whole));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(pdf_check)

BOOST_AUTO_TEST_CASE(a_pdf_passes_in_pieces_of_any_size) {
  const Bytes large = pdf(std::string(200'000, 'a'));
  for (const std::size_t piece : {1UL, 5UL, 4'096UL, 65'536UL, 300'000UL})
    BOOST_TEST(pdf_fate(large, piece) == "taken", piece);
}

BOOST_AUTO_TEST_CASE(it_begins_and_ends_as_one) {
  BOOST_TEST(pdf_fate({}) == "damaged");
  BOOST_TEST(pdf_fate(bytes_of(" ") + pdf()) == "damaged");
  BOOST_TEST(pdf_fate(bytes_of("%PDF-1.7\n")) == "damaged");
  BOOST_TEST(pdf_fate(pdf() + Bytes(1'000, std::byte{'\n'})) == "taken");
  BOOST_TEST(pdf_fate(pdf() + Bytes(1'024, std::byte{'\n'})) == "damaged");
}

BOOST_AUTO_TEST_CASE(it_is_no_archive_at_the_same_time) {
  BOOST_TEST(pdf_fate(pdf() + empty_zip()) == "damaged");
  BOOST_TEST(pdf_fate(pdf("1 0 obj PK\x05\x06 endobj")) == "damaged");
  const Bytes hidden = bytes_of("%PDF-1.7\n") + empty_zip() + Bytes(65'500, std::byte{'%'}) + bytes_of("%%EOF");
  BOOST_TEST(pdf_fate(hidden) == "damaged");
}

BOOST_AUTO_TEST_SUITE_END()
