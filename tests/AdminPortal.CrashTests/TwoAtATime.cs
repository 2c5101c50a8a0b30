// Each test starts processes and mostly waits for leases to run out; more than two at once would measure the machine.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
