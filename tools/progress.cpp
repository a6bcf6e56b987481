#include "tools/progress.hpp"

#include <algorithm>
#include <cmath>

namespace lapor::tools {
namespace {

constexpr std::chrono::milliseconds redraw_after{200};
constexpr std::uint64_t parts = 20;  // plain lines for a whole job
constexpr std::size_t bar_width = 30;

std::string bar(std::uint64_t done, std::uint64_t total) {
  const std::size_t full = total == 0 ? bar_width : static_cast<std::size_t>(std::min(done, total) * bar_width / total);
  return '[' + std::string(full, '#') + std::string(bar_width - full, '.') + "] ";
}

std::string rounded(double number) {
  return std::to_string(static_cast<std::uint64_t>(std::llround(number)));
}

}  // namespace

std::string progress_text(const Job& job, std::uint64_t done, std::uint64_t total,
                          std::chrono::duration<double> elapsed) {
  const std::string units(job.units);
  std::string text = std::string(job.name) + ": " + std::to_string(done) + " of " + std::to_string(total) + ' ' + units;
  constexpr double meaningful = 0.1;  // seconds
  if (done == 0 || elapsed.count() < meaningful) return text;
  const double rate = static_cast<double>(done) / elapsed.count();
  text += ", " + rounded(rate) + ' ' + units + "/s";
  if (done < total) text += ", " + rounded(static_cast<double>(total - done) / rate) + " s left";
  return text;
}

Progress::Progress(std::ostream& out, bool is_terminal, Job job, std::uint64_t total)
    : out_(out), is_terminal_(is_terminal), job_(job), total_(total), started_(Clock::now()), shown_(started_) {}

void Progress::advance() {
  const std::lock_guard lock(mutex_);
  move_to(done_ + 1);
}

void Progress::reach(std::uint64_t done, std::uint64_t total) {
  const std::lock_guard lock(mutex_);
  total_ = total;
  if (done != done_) move_to(done);
}

void Progress::move_to(std::uint64_t done) {
  const auto part_of = [this](std::uint64_t number) { return number / std::max<std::uint64_t>(total_ / parts, 1); };
  const bool is_new_part = part_of(done) != part_of(done_);
  done_ = done;
  const auto now = Clock::now();
  const bool is_due = is_terminal_ ? now - shown_ >= redraw_after : is_new_part;
  if (is_due || done_ == total_) show(now);
}

void Progress::show(Clock::time_point now) {
  const std::string text = progress_text(job_, done_, total_, now - started_);
  if (is_terminal_)
    out_ << '\r' << bar(done_, total_) << text << "\x1b[K" << std::flush;
  else
    out_ << text << std::endl;
  shown_ = now;
}

void Progress::finish() {
  const std::lock_guard lock(mutex_);
  if (is_terminal_) out_ << std::endl;
}

std::chrono::duration<double> Progress::elapsed() const {
  return Clock::now() - started_;
}

}  // namespace lapor::tools
