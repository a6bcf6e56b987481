#include "storage/job_pool.hpp"

#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

namespace lapor::storage {

namespace {

/// The scheduler runs such a thread when nothing else wants the processor, and never quite starves it. A system that
/// does not allow it costs speed, nothing else.
void step_back() {
  const sched_param none{};
  (void)::pthread_setschedparam(::pthread_self(), SCHED_IDLE, &none);
}

/// On Linux each thread has a nice value of its own: 15 weighs 36 against 1024 of an ordinary one.
void give_way() {
  constexpr int nice_value = 15;
  (void)::setpriority(PRIO_PROCESS, static_cast<id_t>(::syscall(SYS_gettid)), nice_value);
}

void run_under(int policy) {
  const sched_param none{};
  (void)::sched_setscheduler(0, policy, &none);
}

}  // namespace

UrgentSection::UrgentSection() : policy_(::sched_getscheduler(0)) {
  if (policy_ == SCHED_IDLE) run_under(SCHED_OTHER);
}

UrgentSection::~UrgentSection() {
  if (policy_ == SCHED_IDLE) run_under(SCHED_IDLE);
}

JobPool::JobPool(std::size_t threads, std::size_t max_waiting, Priority priority) : max_waiting_(max_waiting) {
  for (std::size_t i = 0; i < std::max<std::size_t>(threads, 1); ++i)
    threads_.emplace_back([this, priority] { run(priority); });
}

JobPool::~JobPool() {
  stop();
}

JobPool::Admission JobPool::post(Job job) {
  {
    const std::lock_guard lock{mutex_};
    if (stopping_) return Admission::stopped;
    if (waiting_.size() >= max_waiting_) return Admission::full;
    waiting_.push_back(std::move(job));
  }
  work_.notify_one();
  return Admission::accepted;
}

void JobPool::run(Priority priority) {
  if (priority == Priority::background) step_back();
  if (priority == Priority::low) give_way();
  std::unique_lock lock{mutex_};
  for (;;) {
    work_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    Job job = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    job();
    job = nullptr;  // what it holds ends without the lock
    lock.lock();
  }
}

void JobPool::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  work_.notify_all();
  const std::lock_guard lock{stop_mutex_};
  for (auto& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

}  // namespace lapor::storage
