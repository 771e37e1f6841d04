using Fleek.Sim.Kernel.Samples;

Sample[] chosen = [.. Sample.All.Where(s => args.Contains(s.Name) || args is ["all"])];
if (chosen.Length == 0)
{
    Console.WriteLine("dotnet run --project samples -- <name>...");
    foreach (Sample sample in Sample.All) Console.WriteLine($"  {sample.Name,-14} {sample.About}");
    return args.Length == 0 ? 0 : 2;
}

foreach (Sample sample in chosen) sample.Run(Console.Out);
return 0;
