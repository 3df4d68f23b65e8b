using Anomaly.Chaos.Silo.Control;
using Anomaly.Chaos.Silo.Faults;
using Anomaly.Chaos.Silo.Parts;
using Anomaly.Grains.Partitions;
using Anomaly.Grains.Series;
using Anomaly.Silo.Hosting;
using Anomaly.Storage.Partitions;
using Orleans.Runtime.Placement;

// The real silo, with faults between its parts: see ChaosSettings for what it is told at its start, ControlLines for the rest.
var settings = ChaosSettings.Read();
var counters = new CounterFile(settings.CounterFile);
var faults = new CallFaults(settings, new Ambush(counters), counters);
var time = new JumpingTime();
return await SiloHost.RunAsync(args, builder =>
{
    var services = builder.Services;
    // Orleans keeps the machine's clock: where that goes back by more than the idle time of a grain, its collector of idle grains
    // refuses every new activation until the clock is where it was.
    services.AddSingleton(provider => ActivatorUtilities.CreateInstance<PartitionServices>(provider, time));
    services.AddSingleton(settings.OwnershipRules);
    services.AddSingleton<IIncomingGrainCallFilter>(faults.Residence);
    services.Decorate<IPartitionStore>((_, inner) => new ChaosPartitionStore(inner, faults, settings));
    services.Decorate<ISeriesDirectory>((_, inner) => new ChaosSeriesDirectory(inner, faults, settings));
    services.DecorateKeyed<IPlacementDirector>(typeof(PreferLocalPlacement), (_, inner) => new StrayPlacement(inner, settings));
    ControlLines.Listen(faults, time);
});
