// Each test starts processes; two at once on a small machine would measure the machine.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
